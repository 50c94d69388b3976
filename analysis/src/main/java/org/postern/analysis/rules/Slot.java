// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.List;

/**
 * One of the four questions of a rule: from whom, to whom, when, what.
 *
 * @param groups names of groups; a slot without groups holds for everything
 * @param logic  how the groups add up
 */
public record Slot(List<String> groups, Combination logic) {
    /** Holds for everything. */
    public static final Slot EMPTY = new Slot(List.of(), Combination.ANY);

    public Slot {
        groups = List.copyOf(groups);
        if (groups.isEmpty() && !logic.equals(Combination.ANY)) {
            throw new IllegalArgumentException("a slot without groups holds for everything; match and invert have nothing to work on");
        }
    }

    /** A slot that holds when any of these groups does. */
    public static Slot any(List<String> groups) {
        return new Slot(groups, Combination.ANY);
    }

    public boolean isEmpty() {
        return groups.isEmpty();
    }
}
