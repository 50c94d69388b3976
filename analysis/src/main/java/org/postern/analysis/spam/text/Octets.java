// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.nio.charset.StandardCharsets;

/**
 * Text of which each character stands for one byte. Spam rules are written for bytes, so everything that they see has this form; the
 * letters that count as letters are those of ASCII.
 */
public final class Octets {
    private Octets() {
    }

    /** The UTF-8 bytes of this text, one character for each. */
    public static String encode(String unicode) {
        for (int i = 0; i < unicode.length(); i++) {
            if (unicode.charAt(i) >= 0x80) {
                return new String(unicode.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            }
        }
        return unicode;
    }

    /** ASCII letters made small, all else unchanged. */
    public static String lower(String octets) {
        for (int i = 0; i < octets.length(); i++) {
            char c = octets.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                return lowerFrom(octets, i);
            }
        }
        return octets;
    }

    /** Space, tab, line feed, vertical tab, form feed, carriage return. */
    public static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    /** ASCII letters, digits, underscore. */
    public static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    /** ASCII letters and digits. */
    public static boolean isAlphanumeric(char c) {
        return c != '_' && isWord(c);
    }

    /** White space at both ends removed. */
    public static String trim(String octets) {
        int from = 0;
        int to = octets.length();
        while (from < to && isSpace(octets.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(octets.charAt(to - 1))) {
            to--;
        }
        return octets.substring(from, to);
    }

    /** Each run of white space made one space. */
    public static String collapse(String octets) {
        char[] chars = octets.toCharArray();
        int length = 0;
        boolean space = false;
        boolean changed = false;
        for (char c : chars) {
            if (!isSpace(c)) {
                chars[length++] = c;
                space = false;
            } else if (space) {
                changed = true;
            } else {
                chars[length++] = ' ';
                changed |= c != ' ';
                space = true;
            }
        }
        return changed ? new String(chars, 0, length) : octets;
    }

    /** Whether nothing but white space stands in it. */
    public static boolean isBlank(String octets) {
        for (int i = 0; i < octets.length(); i++) {
            if (!isSpace(octets.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** How many characters are above 127. */
    public static int high(String octets) {
        int high = 0;
        for (int i = 0; i < octets.length(); i++) {
            if (octets.charAt(i) >= 0x80) {
                high++;
            }
        }
        return high;
    }

    static byte[] bytes(String octets) {
        return octets.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String lowerFrom(String octets, int first) {
        char[] chars = octets.toCharArray();
        for (int i = first; i < chars.length; i++) {
            if (chars[i] >= 'A' && chars[i] <= 'Z') {
                chars[i] += 'a' - 'A';
            }
        }
        return new String(chars);
    }
}
