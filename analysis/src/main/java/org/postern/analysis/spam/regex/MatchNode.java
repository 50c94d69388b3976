// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

/**
 * One step of a compiled expression; it knows what comes behind it, so that the whole rest either matches from a place on or does not.
 */
abstract class MatchNode {
    private final ByteSet first;
    private final boolean[] firstTable;

    /** @param first octets of which one must come next for a match; null when anything may come, or the end of the text */
    MatchNode(ByteSet first) {
        this.first = first;
        this.firstTable = first == null ? null : first.table();
    }

    /** Whether this and all that comes behind it match from this place on. */
    abstract boolean match(OctetMatcher matcher, int at);

    /** Octets of which one must come next; null when nothing is known. */
    final ByteSet first() {
        return first;
    }

    /** Whether a look at one octet does not already tell that nothing matches here. */
    final boolean mayMatch(byte[] text, int at) {
        return firstTable == null || at < text.length && firstTable[text[at] & 0xff];
    }

    /** Either of two sets, nothing known when that is so for one of them. */
    static ByteSet either(ByteSet one, ByteSet other) {
        return one == null || other == null ? null : one.or(other);
    }
}
