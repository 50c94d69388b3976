// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** Follows if, else and endif. There are no plugins here, so that a block that asks for one is passed over. */
final class ConditionalBlocks {
    private final Deque<Boolean> conditions = new ArrayDeque<>();

    /** Whether the line was one of these directives. */
    boolean handles(String line) {
        String[] words = line.split("\\s+", 2);
        switch (words[0].toLowerCase(Locale.ROOT)) {
            case "ifplugin" -> conditions.push(false);
            case "if" -> {
                String condition = words.length > 1 ? words[1].replaceAll("\\s+", "") : "";
                boolean understood = condition.matches("\\(?!?(?:plugin|can)\\([\\w:]+\\)\\)?");
                conditions.push(understood && condition.contains("!"));
                if (!understood) {
                    throw new IllegalArgumentException("the condition " + condition + " is not supported; the block is passed over");
                }
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
        return conditions.stream().allMatch(condition -> condition);
    }

    boolean open() {
        return !conditions.isEmpty();
    }
}
