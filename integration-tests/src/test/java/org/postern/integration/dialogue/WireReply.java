// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.dialogue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reply as it came.
 *
 * @param lines  all lines, without line ends
 * @param millis time from the step that waited for it
 */
record WireReply(List<String> lines, long millis) {
    private static final Pattern ID = Pattern.compile("[0-9A-HJKMNP-TV-Z]{26}");

    String code() {
        return lines.get(0).length() < 3 ? lines.get(0) : lines.get(0).substring(0, 3);
    }

    /** Whether it has the code, in which {@code ?} stands for any digit, and its last line the text, in which {@code *} is anything. */
    boolean matches(String code, String pattern) {
        String last = lines.get(lines.size() - 1);
        String text = last.length() > 4 ? last.substring(4) : "";
        StringBuilder regex = new StringBuilder();
        for (String part : pattern.split("((?<=\\*)|(?=\\*)|(?=<id>)|(?<=<id>))")) {
            regex.append(switch (part) {
                case "*" -> ".*";
                case "<id>" -> ID.pattern();
                default -> Pattern.quote(part);
            });
        }
        return code().matches(code.replace('?', '.')) && text.matches(regex.toString());
    }

    /** The id in it, or else nothing. */
    String id() {
        Matcher matcher = ID.matcher(String.join(" ", lines));
        return matcher.find() ? matcher.group() : "";
    }
}
