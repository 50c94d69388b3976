// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses the piece of an expression that is least likely to be met in ordinary text, so that most rules need not run on most messages.
 * A choice gives one piece for each of its options. When in doubt the piece is weak, which costs time and never a match.
 */
final class FactorFinder {
    private static final double TEXT_ANCHOR = -4;
    private static final double LINE_ANCHOR = -2.5;
    /** Within others no piece is looked for that is rarer still: looking takes time, and what is met once in a year is met never. */
    private static final double ENOUGH = -20;

    private final int length;
    private final int wide;

    /**
     * @param length octets that a piece spans at most, roughly
     * @param wide   octets of a set from which on a stretch of it ends a piece
     */
    FactorFinder(int length, int wide) {
        this.length = length;
        this.wide = wide;
    }

    /** Several ways to choose pieces, the least likely first; of each, one piece must occur. */
    List<List<Factor>> ways(RegexNode root) {
        RegexNode node = root;
        while (node instanceof RegexNode.Capture || node instanceof RegexNode.Atomic) {
            node = RegexTrees.children(node).get(0);
        }
        List<List<Factor>> ways = new ArrayList<>();
        ways.add(window(List.of(), Factor.Anchor.ANYWHERE));
        ways.addAll(node instanceof RegexNode.Sequence sequence ? ways(sequence.items()) : List.of(best(node)));
        return ways.stream().sorted(Comparator.comparingDouble(FactorFinder::chance)).toList();
    }

    /** The pieces of which at least one must occur. */
    List<Factor> best(RegexNode node) {
        if (node instanceof RegexNode.Sequence sequence) {
            return best(sequence.items());
        }
        if (node instanceof RegexNode.Choice choice) {
            List<Factor> whole = window(List.of(node), Factor.Anchor.ANYWHERE);
            if (chance(whole) < ENOUGH) {
                return whole;
            }
            List<Factor> all = new ArrayList<>();
            choice.options().forEach(option -> all.addAll(best(option)));
            return better(all, whole);
        }
        if (node instanceof RegexNode.Repeat repeat && repeat.least() > 0) {
            List<Factor> inside = best(repeat.item());
            boolean counts = repeat.least() > 1 && inside.stream().allMatch(factor -> factor.times() == 1);
            return better(counts ? inside.stream().map(factor -> factor.repeated(repeat.least())).toList() : inside,
                window(List.of(node), Factor.Anchor.ANYWHERE));
        }
        if (node instanceof RegexNode.Capture || node instanceof RegexNode.Atomic) {
            return best(RegexTrees.children(node));
        }
        return window(List.of(node), Factor.Anchor.ANYWHERE);
    }

    private List<Factor> best(List<RegexNode> items) {
        List<Factor> best = window(List.of(), Factor.Anchor.ANYWHERE);
        Factor.Anchor anchor = Factor.Anchor.ANYWHERE;
        for (int from = 0; from < items.size() && chance(best) >= ENOUGH; from++) {
            RegexNode item = items.get(from);
            if (item instanceof RegexNode.Place place) {
                anchor = from == 0 ? anchor(place) : anchor;
            } else if (!(item instanceof RegexNode.Look)) {
                best = better(best, window(items.subList(from, items.size()), anchor));
                if (!(item instanceof RegexNode.Octet) && chance(best) >= ENOUGH) {
                    best = better(best, best(item));
                }
                anchor = Factor.Anchor.ANYWHERE;
            }
        }
        return best;
    }

    private List<List<Factor>> ways(List<RegexNode> items) {
        List<List<Factor>> ways = new ArrayList<>();
        Factor.Anchor anchor = Factor.Anchor.ANYWHERE;
        for (int from = 0; from < items.size(); from++) {
            RegexNode item = items.get(from);
            if (item instanceof RegexNode.Place place) {
                anchor = from == 0 ? anchor(place) : anchor;
                continue;
            }
            if (item instanceof RegexNode.Look) {
                continue;
            }
            ways.add(window(items.subList(from, items.size()), anchor));
            if (!(item instanceof RegexNode.Octet)) {
                ways.add(best(item));
            }
            anchor = Factor.Anchor.ANYWHERE;
        }
        return ways;
    }

    private static Factor.Anchor anchor(RegexNode.Place place) {
        return switch (place.at()) {
            case TEXT_START -> Factor.Anchor.TEXT_START;
            case LINE_START -> Factor.Anchor.LINE_START;
            default -> Factor.Anchor.ANYWHERE;
        };
    }

    private List<Factor> window(List<RegexNode> nodes, Factor.Anchor anchor) {
        FactorNode node = FactorCutter.cut(nodes, length, wide);
        double chance = OctetChances.of(node);
        double bonus = anchor == Factor.Anchor.TEXT_START ? TEXT_ANCHOR : anchor == Factor.Anchor.LINE_START ? LINE_ANCHOR : 0;
        FactorStart start = anchor == Factor.Anchor.ANYWHERE ? new FactorStart(nodes, wide) : FactorStart.NOWHERE;
        return List.of(new Factor(node, anchor, 1, chance + bonus, start));
    }

    private static List<Factor> better(List<Factor> one, List<Factor> other) {
        return chance(other) < chance(one) - 1e-9 ? other : one;
    }

    /** How likely it is that one of them seems to begin at a place of an ordinary text. */
    static double start(List<Factor> factors) {
        return factors.stream().mapToDouble(factor -> factor.start().chance()).sum();
    }

    /** Logarithm of the chance that any of them is met. */
    static double chance(List<Factor> factors) {
        if (factors.size() == 1) {
            return factors.get(0).chance();
        }
        double sum = 0;
        for (Factor factor : factors) {
            sum += Math.exp(factor.chance());
        }
        return Math.log(Math.max(1e-300, Math.min(1, sum)));
    }
}
