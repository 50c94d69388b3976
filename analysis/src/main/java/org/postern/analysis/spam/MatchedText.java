// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.nio.charset.StandardCharsets;

/** What of a message made a rule match, as people may see it: short, on one line, and without signs that could do harm in a terminal. */
public final class MatchedText {
    private static final int LONGEST = 120;

    private MatchedText() {
    }

    /**
     * The text to be shown, at most 120 octets of it.
     *
     * @param octets one character for each byte of UTF-8
     */
    public static String shown(String octets) {
        boolean cut = octets.length() > LONGEST;
        String start = cut ? octets.substring(0, LONGEST) : octets;
        String text = new String(start.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE,
                    Character.PRIVATE_USE, Character.UNASSIGNED -> out.append(escaped(c));
                default -> out.appendCodePoint(c);
            }
        });
        return cut ? out.append("...").toString() : out.toString();
    }

    private static String escaped(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format(c < 0x100 ? "\\x%02x" : "\\u%04x", c);
        };
    }
}
