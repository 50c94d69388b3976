// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

/**
 * A table of the first few octets with which pieces can begin, coarse enough to stay in the processor's cache: at nearly every place of a
 * text one look tells that no piece begins there, so that no automaton need be asked.
 */
final class GramGate {
    static final int BITS = 5;
    private static final int DIGITS = 26;
    private static final int SPACES = 27;
    private static final int MARKS = 28;
    private static final int MARKUP = 29;
    private static final int OTHERS = 30;
    private static final int EIGHT_BIT = 31;
    private static final byte[] KIND = kinds();

    private final int length;
    private final int[] rows;

    /**
     * @param length octets to look at
     * @param rows   for each combination of the kinds of all but the last of them, which kinds may come last: one bit each
     */
    GramGate(int length, int[] rows) {
        this.length = length;
        this.rows = rows;
    }

    /** Letters in both cases are one kind; so are all digits, all white space, and marks that mail uses alike. */
    private static byte[] kinds() {
        byte[] kinds = new byte[ByteSet.SIZE];
        for (int c = 0; c < ByteSet.SIZE; c++) {
            int lower = c | 0x20;
            if (c < 0x80 && lower >= 'a' && lower <= 'z') {
                kinds[c] = (byte) (lower - 'a');
            } else if (c >= '0' && c <= '9') {
                kinds[c] = DIGITS;
            } else if (ByteSet.SPACE.has(c)) {
                kinds[c] = SPACES;
            } else if (c < 0x80) {
                kinds[c] = (byte) (".,-_'".indexOf(c) >= 0 ? MARKS : "<>=/:&;#\"".indexOf(c) >= 0 ? MARKUP : OTHERS);
            } else {
                kinds[c] = EIGHT_BIT;
            }
        }
        return kinds;
    }

    static int kind(int octet) {
        return KIND[octet];
    }

    /** The kinds of these octets, one bit each. */
    static int kinds(ByteSet set) {
        int kinds = 0;
        for (int octet = set.first(); octet >= 0; octet = set.next(octet + 1)) {
            kinds |= 1 << KIND[octet];
        }
        return kinds;
    }

    /** The next place from this one on where a piece may begin; the length of the text when there is none. */
    int next(byte[] text, int from) {
        int all = (1 << BITS * length) - 1;
        int gram = 0;
        int end = Math.min(text.length, from + length - 1);
        for (int at = from; at < end; at++) {
            gram = gram << BITS | KIND[text[at] & 0xff];
        }
        for (int at = from + length - 1; at < text.length; at++) {
            gram = (gram << BITS | KIND[text[at] & 0xff]) & all;
            if ((rows[gram >>> BITS] >>> gram & 1) != 0) {
                return at - length + 1;
            }
        }
        // Too little is left to look at: every place may be one.
        return Math.min(text.length, Math.max(from, text.length - length + 1));
    }
}
