// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A non-final action that a rule wants carried out for a recipient.
 *
 * @param rule   name of the rule
 * @param action what to do
 * @param parts  numbers of the parts that the rule's what slot marked, in order; empty when it marked none or the message as a whole
 */
public record BoundAction(String rule, Action action, List<Integer> parts) {
    public BoundAction {
        SortedSet<Integer> sorted = new TreeSet<>(parts);
        parts = List.copyOf(sorted);
    }

    /** An action without marked parts. */
    public static BoundAction of(String rule, Action action) {
        return new BoundAction(rule, action, List.of());
    }
}
