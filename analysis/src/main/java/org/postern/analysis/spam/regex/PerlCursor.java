// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in the text of an expression. */
final class PerlCursor {
    private final String text;
    private int position;

    PerlCursor(String text) {
        this.text = text;
    }

    static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    boolean atEnd() {
        return position >= text.length();
    }

    char peek() {
        return text.charAt(position);
    }

    /** The sign behind the backslash that was just consumed. */
    char peekAfterBackslash() {
        if (atEnd()) {
            throw new IllegalArgumentException("the regular expression ends with a backslash");
        }
        return peek();
    }

    char next() {
        if (atEnd()) {
            throw new IllegalArgumentException("the regular expression ends too early");
        }
        return text.charAt(position++);
    }

    boolean take(char c) {
        boolean here = !atEnd() && peek() == c;
        position += here ? 1 : 0;
        return here;
    }

    boolean startsWith(String words) {
        return text.startsWith(words, position);
    }

    boolean takes(String words) {
        boolean here = text.startsWith(words, position);
        position += here ? words.length() : 0;
        return here;
    }

    void skip(int count) {
        position += count;
    }

    void skipPast(char c) {
        int found = text.indexOf(c, position);
        position = found < 0 ? text.length() : found + 1;
    }

    /** What stands before the next such sign; both are consumed. */
    String upTo(char c) {
        int found = text.indexOf(c, position);
        if (found < 0) {
            throw new IllegalArgumentException("the regular expression lacks a " + c);
        }
        String before = text.substring(position, found);
        position = found + 1;
        return before;
    }

    /** A match that begins here, null when there is none. */
    Matcher lookingAt(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(position, text.length());
        return matcher.lookingAt() ? matcher : null;
    }

    /** The decimal digits here, which are not consumed. */
    String digits() {
        int end = position;
        while (end < text.length() && Character.digit(text.charAt(end), 10) >= 0) {
            end++;
        }
        return text.substring(position, end);
    }

    String text(int from, int to) {
        return text.substring(from, Math.min(to, text.length()));
    }

    String rest(int most) {
        return text(position, position + most);
    }
}
