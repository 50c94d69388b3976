// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Tells which of many expressions may match a text, by reading it once for each of a few automata. An expression that is not named does
 * not match; one that is named must be tried.
 */
public final class RegexIndex {
    /** Pieces more likely than this are not worth an automaton: their rules are always tried. */
    private static final double TOO_LIKELY = -2;
    private static final int LENGTH = 10;
    private static final int MOST_POSITIONS = 60_000;
    private static final int RULES_PER_AUTOMATON = 150;

    private final List<LazyDfa> automata = new ArrayList<>();
    private final BitSet always = new BitSet();

    /** An index over these expressions, which are then known by their place. */
    public RegexIndex(List<PerlRegex> expressions) {
        FactorFinder finder = new FactorFinder(LENGTH);
        Positions positions = new Positions();
        int inside = 0;
        for (int i = 0; i < expressions.size(); i++) {
            List<Factor> factors = finder.best(expressions.get(i).root());
            boolean useful = FactorFinder.chance(factors) < TOO_LIKELY;
            for (Factor factor : factors) {
                useful = useful && positions.add(factor, i);
            }
            if (!useful) {
                always.set(i);
                continue;
            }
            if (++inside >= RULES_PER_AUTOMATON || positions.size() > MOST_POSITIONS) {
                automata.add(new LazyDfa(positions));
                positions = new Positions();
                inside = 0;
            }
        }
        if (inside > 0) {
            automata.add(new LazyDfa(positions));
        }
    }

    /** Expressions that may match this text of octets. */
    public BitSet candidates(byte[] text) {
        BitSet found = (BitSet) always.clone();
        for (LazyDfa automaton : automata) {
            automaton.scan(text, found);
        }
        return found;
    }

    /** Expressions that are tried on every text. */
    public int unfiltered() {
        return always.cardinality();
    }

    /** States of all automata that texts have asked for so far. */
    public int states() {
        return automata.stream().mapToInt(LazyDfa::states).sum();
    }
}
