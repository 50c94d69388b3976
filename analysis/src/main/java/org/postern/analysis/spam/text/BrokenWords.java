// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.HashSet;
import java.util.Set;

/** Counts words that a tag or comment breaks in two, and how many different shapes the breaks have: a trick to hide words. */
final class BrokenWords {
    private static final int LONGEST = 7;

    private final Set<Integer> shapes = new HashSet<>();
    private int broken;

    int broken() {
        return broken;
    }

    int shapes() {
        return shapes.size();
    }

    /** Two texts that stand next to each other. */
    void meet(String before, String behind) {
        if (before.isEmpty() || behind.isEmpty() || !inWord(before.charAt(before.length() - 1)) || !inWord(behind.charAt(0))) {
            return;
        }
        broken++;
        int head = head(before);
        int tail = tail(behind);
        if (head > 0 && tail > 0) {
            shapes.add(head * (LONGEST + 1) + tail);
        }
    }

    /** Length of the last word piece, counted from a word boundary; 0 when it is too long. */
    private static int head(String text) {
        int from = text.length();
        int first = 0;
        while (from > 0 && text.length() - from < LONGEST && inWord(text.charAt(from - 1))) {
            from--;
            if (boundary(text, from)) {
                first = text.length() - from;
            }
        }
        return first;
    }

    private static int tail(String text) {
        int to = 0;
        int last = 0;
        while (to < text.length() && to < LONGEST && inWord(text.charAt(to))) {
            to++;
            if (boundary(text, to)) {
                last = to;
            }
        }
        return last;
    }

    private static boolean boundary(String text, int at) {
        boolean before = at > 0 && letter(text.charAt(at - 1));
        boolean behind = at < text.length() && letter(text.charAt(at));
        return before != behind;
    }

    private static boolean letter(char c) {
        return c < 0x80 ? Octets.isWord(c) : Character.isLetterOrDigit(c);
    }

    private static boolean inWord(char c) {
        boolean punctuation = c >= 0x21 && c <= 0x2f || c >= 0x3a && c <= 0x40 || c >= 0x5b && c <= 0x60 || c >= 0x7b && c <= 0x7e;
        return !punctuation && !UnicodeSpace.is(c);
    }
}
