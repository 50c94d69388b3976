// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.List;
import java.util.Optional;

/** Tells where a match of an expression with many ways to begin can begin, by an automaton over all of its first octets. */
final class Beginnings {
    private static final int LENGTH = 12;
    private static final int WIDE = 20;
    private static final int GRAM = 3;
    private static final int MOST_POSITIONS = 20_000;
    /** When more places than this are left, going there one by one costs more than it saves. */
    private static final double TOO_MANY = 0.02;

    private final GramGate gate;
    private final LazyDfa automaton;

    private Beginnings(Positions positions) {
        this.gate = GramTable.gate(positions.starts(Factor.Anchor.ANYWHERE), positions, GRAM);
        this.automaton = new LazyDfa(positions, false);
    }

    /** Nothing when a match can begin nearly anywhere. */
    static Optional<Beginnings> of(RegexNode root) {
        FactorNode node = FactorCutter.cut(List.of(root), LENGTH, WIDE);
        Positions positions = new Positions();
        Factor factor = new Factor(node, Factor.Anchor.ANYWHERE, 1, 0, FactorStart.NOWHERE);
        if (Math.exp(OctetChances.of(node)) > TOO_MANY || !positions.add(factor, 0) || positions.size() > MOST_POSITIONS) {
            return Optional.empty();
        }
        return Optional.of(new Beginnings(positions));
    }

    /** The next place from this one on where a match can begin; -1 when there is none. */
    int next(byte[] text, int from) {
        for (int at = gate.next(text, from); at < text.length; at = gate.next(text, at + 1)) {
            if (automaton.begins(text, at)) {
                return at;
            }
        }
        return -1;
    }
}
