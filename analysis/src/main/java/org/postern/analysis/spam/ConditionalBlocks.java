// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Follows if, ifplugin, else and endif in one file. */
final class ConditionalBlocks {
    private final Deque<Boolean> conditions = new ArrayDeque<>();
    private final Supplier<RuleSetup> setup;

    /** Asks for the setup at each condition, since a file may load more tests as it goes. */
    ConditionalBlocks(Supplier<RuleSetup> setup) {
        this.setup = setup;
    }

    /**
     * Whether the line was one of these directives.
     *
     * @throws IllegalArgumentException when it makes no sense; a condition that is not understood does not hold
     */
    boolean handles(String keyword, String value) {
        switch (keyword) {
            case "ifplugin" -> conditions.push(Condition.hasPlugin(value.strip(), setup.get().tests()));
            case "if" -> {
                conditions.push(false);
                boolean holds = Condition.holds(value, setup.get().tests(), setup.get().local());
                conditions.pop();
                conditions.push(holds);
            }
            case "else" -> {
                if (conditions.isEmpty()) {
                    throw new IllegalArgumentException("else without if");
                }
                conditions.push(!conditions.pop());
            }
            case "endif" -> {
                if (conditions.isEmpty()) {
                    throw new IllegalArgumentException("endif without if");
                }
                conditions.pop();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    boolean reading() {
        return !conditions.contains(false);
    }

    boolean open() {
        return !conditions.isEmpty();
    }
}
