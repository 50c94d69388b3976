// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.List;
import java.util.Optional;

/**
 * A closer look at texts in which a short piece of an expression was met: by a longer piece with an automaton of its own, where that is
 * much rarer. It is made when it is first needed, which for most expressions is never.
 */
final class LongerLook {
    private static final double WORTH_ITS_OWN = 3;
    private static final int LENGTH = 100;
    private static final int WIDE = 200;
    private static final int MOST_POSITIONS = 20_000;

    private final RegexNode root;
    private final double below;
    /** Null until it is asked for; made twice, it is the same. */
    private volatile Optional<LazyDfa> automaton;

    /** @param chance of the short piece, a natural logarithm */
    LongerLook(RegexNode root, double chance) {
        this.root = root;
        this.below = chance - WORTH_ITS_OWN;
    }

    /** Whether the expression may match the text. */
    boolean mayMatch(byte[] text) {
        Optional<LazyDfa> known = automaton;
        if (known == null) {
            known = made();
            automaton = known;
        }
        return known.isEmpty() || known.get().occurs(text);
    }

    private Optional<LazyDfa> made() {
        List<List<Factor>> ways = new FactorFinder(LENGTH, WIDE).ways(root);
        if (FactorFinder.chance(ways.get(0)) >= below) {
            return Optional.empty();
        }
        Positions own = new Positions();
        List<Factor> factors = RegexIndex.rarest(ways);
        // It finds what its only rule is: the first of one.
        return FactorFinder.chance(factors) < below && RegexIndex.addAll(factors, 0, own) && own.size() <= MOST_POSITIONS
            ? Optional.of(new LazyDfa(own, true)) : Optional.empty();
    }
}
