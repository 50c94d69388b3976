// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

/**
 * An expression as rule files write it, without its delimiters.
 *
 * @param flags the letters behind it
 */
public record PerlNotation(String expression, String flags) {
    private static final String OPENING = "{([<";
    private static final String CLOSING = "})]>";

    /**
     * Takes the delimiters off.
     *
     * @throws IllegalArgumentException when there are none, or one stands inside
     */
    public static PerlNotation parse(String notation) {
        String text = notation.strip();
        int start = text.startsWith("/") ? 0 : text.startsWith("m") ? 1 : text.startsWith("qr") ? 2 : text.length();
        if (text.length() <= start || isWord(text.charAt(start)) || text.charAt(start) == '\\') {
            throw new IllegalArgumentException("not a regular expression: " + notation);
        }
        char opening = text.charAt(start);
        int bracket = OPENING.indexOf(opening);
        char closing = bracket >= 0 ? CLOSING.charAt(bracket) : opening;
        int end = text.lastIndexOf(closing);
        if (end <= start) {
            throw new IllegalArgumentException("the regular expression has no end: " + notation);
        }
        String expression = text.substring(start + 1, end);
        if (bracket < 0 && standsFree(expression, closing)) {
            throw new IllegalArgumentException("the regular expression holds its own delimiter " + closing);
        }
        return new PerlNotation(expression, text.substring(end + 1));
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c) || Character.isWhitespace(c);
    }

    private static boolean standsFree(String expression, char delimiter) {
        for (int i = 0; i < expression.length(); i++) {
            if (expression.charAt(i) == '\\') {
                i++;
            } else if (expression.charAt(i) == delimiter) {
                return true;
            }
        }
        return false;
    }
}
