// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.BitSet;

/** Finds pieces of many expressions by looking closer only at those places of a text where one of them may begin. */
final class PlacedPieces {
    private static final int MANY = 32;
    private static final int LONG_GRAM = 4;
    private static final int SHORT_GRAM = 3;

    private final GramGate gate;
    private final LazyDfa automaton;
    private final boolean hasLineStarts;
    private final boolean hasTextStarts;

    /** @param expressions how many there are: for few a small table is enough */
    PlacedPieces(Positions positions, int expressions) {
        this.gate = GramTable.gate(positions.starts(Factor.Anchor.ANYWHERE), positions, expressions < MANY ? SHORT_GRAM : LONG_GRAM);
        this.automaton = new LazyDfa(positions, false);
        this.hasLineStarts = !positions.starts(Factor.Anchor.LINE_START).isEmpty();
        this.hasTextStarts = !positions.starts(Factor.Anchor.TEXT_START).isEmpty();
    }

    void find(byte[] text, BitSet found) {
        LazyDfa.Counts counts = automaton.new Counts();
        int place = gate.next(text, 0);
        int line = hasLineStarts || hasTextStarts ? 0 : text.length;
        while (place < text.length || line < text.length) {
            int next = Math.min(place, line);
            automaton.look(text, next, counts, found);
            if (place == next) {
                place = gate.next(text, next + 1);
            }
            if (line == next) {
                line = hasLineStarts ? lineBehind(text, next) : text.length;
            }
        }
    }

    private static int lineBehind(byte[] text, int from) {
        int at = from;
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        return Math.min(text.length, at + 1);
    }
}
