// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression in Perl's notation, delimiters and flags included, made ready for the JDK's engine.
 *
 * @param pattern  compiled
 * @param literals lower-case texts of which one must occur for a match, empty when none is known
 */
record PerlRegex(Pattern pattern, List<String> literals) {
    private static final String BRACKETS = "{}()[]<>";

    /**
     * Reads {@code /re/flags}, {@code m{re}flags} or {@code m,re,flags}.
     *
     * @throws IllegalArgumentException when it is none of these or does not compile
     */
    static PerlRegex parse(String notation) {
        String text = notation.strip();
        int start = text.startsWith("m") ? 1 : 0;
        if (text.length() <= start || start == 0 && text.charAt(0) != '/') {
            throw new IllegalArgumentException("not a regular expression: " + notation);
        }
        char opening = text.charAt(start);
        int bracket = BRACKETS.indexOf(opening);
        char closing = bracket >= 0 && bracket % 2 == 0 ? BRACKETS.charAt(bracket + 1) : opening;
        int end = text.lastIndexOf(closing);
        if (end <= start || Character.isLetterOrDigit(opening) || Character.isWhitespace(opening)) {
            throw new IllegalArgumentException("the regular expression has no end: " + notation);
        }
        int flags = flags(text.substring(end + 1));
        String translated = new PerlTranslation(text.substring(start + 1, end), (flags & Pattern.COMMENTS) != 0).translated();
        try {
            Pattern pattern = Pattern.compile(translated, flags);
            boolean literal = (flags & Pattern.COMMENTS) == 0;
            return new PerlRegex(pattern, literal ? RequiredLiterals.of(translated) : List.of());
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("the regular expression does not compile: " + e.getDescription(), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("the regular expression is nested too deeply", e);
        }
    }

    private static int flags(String text) {
        int flags = Pattern.UNIX_LINES;
        for (char c : text.toCharArray()) {
            flags |= switch (c) {
                case 'i' -> Pattern.CASE_INSENSITIVE;
                case 'm' -> Pattern.MULTILINE;
                case 's' -> Pattern.DOTALL;
                case 'x' -> Pattern.COMMENTS;
                case 'a', 'o', 'g' -> 0;
                default -> throw new IllegalArgumentException("unknown flags after the regular expression: " + text);
            };
        }
        return flags;
    }
}
