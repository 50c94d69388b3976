// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.ArrayList;
import java.util.List;

/**
 * Weakens the beginning of an expression for an automaton: what looks around is left out, counters are loosened, and it ends at the
 * first stretch that takes nearly anything, since automata of several such rules grow beyond measure.
 */
final class FactorCutter {
    private static final int VERY_WIDE = 100;
    private static final int FREE_REPEATS = 3;
    private static final int COPIES_BEFORE_GAP = 2;
    /** Bounds what nested counters could make of a few letters. */
    private static final int MOST_NODES = 50_000;

    private final int wide;
    private int left;
    private int nodes;

    private FactorCutter(int length, int wide) {
        this.left = length;
        this.wide = wide;
    }

    /**
     * The beginning of these nodes, about so many octets long.
     *
     * @param wide octets of a set from which on a stretch of it ends the piece
     */
    static FactorNode cut(List<RegexNode> nodes, int length, int wide) {
        List<FactorNode> out = new ArrayList<>();
        if (!new FactorCutter(length, wide).sequence(nodes, out)) {
            out.add(FactorNode.ACCEPT);
        }
        return new FactorNode.Sequence(out);
    }

    private boolean isGap(RegexNode.Repeat repeat) {
        return repeat.item() instanceof RegexNode.Octet octet && octet.set().size() >= wide
            && (repeat.most() < 0 || repeat.most() - repeat.least() > FREE_REPEATS);
    }

    private static boolean isVeryWide(RegexNode.Repeat repeat) {
        return repeat.item() instanceof RegexNode.Octet octet && octet.set().size() >= VERY_WIDE;
    }

    /** Adds what is left of the nodes; answers whether it ends in acceptance whatever path is taken. */
    private boolean sequence(List<RegexNode> nodes, List<FactorNode> out) {
        for (RegexNode node : nodes) {
            if (node(node, out)) {
                return true;
            }
        }
        return false;
    }

    private boolean node(RegexNode node, List<FactorNode> out) {
        if (++nodes > MOST_NODES) {
            out.add(FactorNode.ACCEPT);
            return true;
        }
        if (node instanceof RegexNode.Look || node instanceof RegexNode.Place) {
            return false;
        }
        if (node instanceof RegexNode.Octet octet) {
            if (left <= 0) {
                out.add(FactorNode.ACCEPT);
                return true;
            }
            left--;
            out.add(new FactorNode.Octet(octet.set()));
            return false;
        }
        if (node instanceof RegexNode.Choice choice) {
            return choice(choice, out);
        }
        if (node instanceof RegexNode.Repeat repeat) {
            return repeat(repeat, out);
        }
        if (node instanceof RegexNode.BackReference) {
            out.add(FactorNode.ACCEPT);
            return true;
        }
        return sequence(RegexTrees.children(node), out);
    }

    private boolean choice(RegexNode.Choice choice, List<FactorNode> out) {
        List<FactorNode> options = new ArrayList<>();
        boolean allEnd = true;
        int before = left;
        int mostLeft = Integer.MIN_VALUE;
        for (RegexNode option : choice.options()) {
            left = before;
            List<FactorNode> items = new ArrayList<>();
            boolean ends = node(option, items);
            options.add(new FactorNode.Sequence(items));
            if (!ends) {
                allEnd = false;
                mostLeft = Math.max(mostLeft, left);
            }
        }
        left = allEnd ? 0 : mostLeft;
        out.add(new FactorNode.Choice(options));
        return allEnd;
    }

    private boolean repeat(RegexNode.Repeat repeat, List<FactorNode> out) {
        boolean gap = isGap(repeat);
        int copies = gap && isVeryWide(repeat) ? Math.min(repeat.least(), COPIES_BEFORE_GAP) : repeat.least();
        for (int i = 0; i < copies; i++) {
            if (node(repeat.item(), out)) {
                return true;
            }
        }
        if (gap) {
            out.add(FactorNode.ACCEPT);
            return true;
        }
        int more = repeat.most() < 0 ? -1 : repeat.most() - repeat.least();
        int before = left;
        if (more < 0 || more > FREE_REPEATS) {
            List<FactorNode> items = new ArrayList<>();
            node(repeat.item(), items);
            out.add(new FactorNode.Star(new FactorNode.Sequence(items)));
        } else {
            for (int i = 0; i < more; i++) {
                List<FactorNode> items = new ArrayList<>();
                left = before;
                node(repeat.item(), items);
                out.add(new FactorNode.Choice(List.of(new FactorNode.Sequence(items), FactorNode.EMPTY)));
            }
        }
        left = before;
        return false;
    }
}
