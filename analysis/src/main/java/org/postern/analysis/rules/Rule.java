// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One rule: for whom and what it is, and what it does. An empty slot holds for every message; the objects named in one slot are
 * alternatives; all slots must hold.
 *
 * @param name      unique in its rule set
 * @param priority  0 to 100, higher first; rules of equal priority in the order of the rule set
 * @param active    whether it takes part
 * @param direction which mail it looks at
 * @param from      names of who objects, tested on the sender and the client
 * @param to        names of who objects, tested on each recipient
 * @param what      names of what objects, tested on the message
 * @param actions   at least one
 */
public record Rule(String name, int priority, boolean active, RuleDirection direction, List<String> from, List<String> to,
                   List<String> what, List<Action> actions) {
    private static final int HIGHEST = 100;

    public Rule {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a rule needs a name");
        }
        if (priority < 0 || priority > HIGHEST) {
            throw new IllegalArgumentException("the priority must be 0 to " + HIGHEST + " but is " + priority);
        }
        if (actions.isEmpty()) {
            throw new IllegalArgumentException("a rule needs at least one action");
        }
        from = List.copyOf(from);
        to = List.copyOf(to);
        what = List.copyOf(what);
        actions = actions.stream().sorted(Comparator.comparingInt(Action::rank)).toList();
    }

    /** The action that settles a recipient, when the rule has one. */
    public Optional<Action> finalAction() {
        return actions.stream().filter(Action::isFinal).findFirst();
    }
}
