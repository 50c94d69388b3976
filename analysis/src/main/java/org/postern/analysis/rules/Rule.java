// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.List;

/**
 * One rule: from whom, to whom, when and what it is, and what it does. An empty slot holds for every message; all slots must hold.
 *
 * @param name      unique in its rule set
 * @param info      what it is for, for people
 * @param priority  0 to 100, higher first; rules of equal priority in the order of the rule set
 * @param active    whether it takes part
 * @param direction which mail it looks at
 * @param from      who groups, tested on the sender and the client, once a message
 * @param to        who groups, tested on each recipient
 * @param when      when groups, tested on the time of reception, once a message
 * @param what      what groups, tested on the message
 * @param actions   at least one
 */
public record Rule(String name, String info, int priority, boolean active, RuleDirection direction, Slot from, Slot to, Slot when,
                   Slot what, List<RuleAction> actions) {
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
        actions = List.copyOf(actions);
    }

    /** A rule whose slots hold when any of these groups does, and whose actions are written out. */
    public Rule(String name, int priority, boolean active, RuleDirection direction, List<String> from, List<String> to,
                List<String> what, List<Action> actions) {
        this(name, "", priority, active, direction, Slot.any(from), Slot.any(to), Slot.EMPTY, Slot.any(what),
            actions.stream().<RuleAction>map(RuleAction.Inline::new).toList());
    }
}
