// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The places of octets in the pieces of many rules and which may follow which (the construction of Glushkov): an automaton without empty
 * moves from which deterministic ones are made.
 */
final class Positions {
    /** What stands for the end of a piece among the positions. */
    private static final ByteSet END = null;

    private final List<ByteSet> sets = new ArrayList<>();
    private final List<List<int[]>> follows = new ArrayList<>();
    private final List<Integer> rules = new ArrayList<>();
    private final Map<Factor.Anchor, List<int[]>> starts = new EnumMap<>(Factor.Anchor.class);
    private final Map<Integer, Integer> times = new HashMap<>();
    private int rule;

    private record Fragment(boolean nullable, int[] first, int[] last) {
    }

    /** Adds one piece that speaks for a rule; false when it accepts everything, so that it says nothing. */
    boolean add(Factor factor, int forRule) {
        rule = forRule;
        times.merge(forRule, factor.times(), Math::min);
        int before = sets.size();
        Fragment fragment = build(new FactorNode.Sequence(List.of(factor.node(), FactorNode.ACCEPT)));
        for (int position : fragment.first()) {
            if (sets.get(position) == END) {
                while (sets.size() > before) {
                    sets.remove(sets.size() - 1);
                    follows.remove(follows.size() - 1);
                    rules.remove(rules.size() - 1);
                }
                return false;
            }
        }
        starts.computeIfAbsent(factor.anchor(), any -> new ArrayList<>()).add(fragment.first());
        return true;
    }

    private int position(ByteSet set) {
        sets.add(set);
        follows.add(new ArrayList<>(2));
        rules.add(rule);
        return sets.size() - 1;
    }

    private Fragment build(FactorNode node) {
        if (node instanceof FactorNode.Octet octet) {
            int[] self = {position(octet.set())};
            return new Fragment(false, self, self);
        }
        if (node instanceof FactorNode.Accept) {
            return new Fragment(false, new int[] {position(END)}, new int[0]);
        }
        if (node instanceof FactorNode.Star star) {
            Fragment inside = build(star.item());
            link(inside.last(), inside.first());
            return new Fragment(true, inside.first(), inside.last());
        }
        return node instanceof FactorNode.Choice choice ? choice(choice.options()) : sequence(((FactorNode.Sequence) node).items());
    }

    private Fragment choice(List<FactorNode> options) {
        boolean nullable = false;
        IntList first = new IntList();
        IntList last = new IntList();
        for (FactorNode option : options) {
            Fragment fragment = build(option);
            nullable |= fragment.nullable();
            first.addAll(fragment.first());
            last.addAll(fragment.last());
        }
        return new Fragment(nullable, first.toArray(), last.toArray());
    }

    private Fragment sequence(List<FactorNode> items) {
        Fragment all = new Fragment(true, new int[0], new int[0]);
        for (FactorNode item : items) {
            Fragment next = build(item);
            link(all.last(), next.first());
            all = new Fragment(all.nullable() && next.nullable(),
                all.nullable() ? IntList.concat(all.first(), next.first()) : all.first(),
                next.nullable() ? IntList.concat(all.last(), next.last()) : next.last());
        }
        return all;
    }

    private void link(int[] from, int[] to) {
        if (to.length > 0) {
            for (int position : from) {
                follows.get(position).add(to);
            }
        }
    }

    int size() {
        return sets.size();
    }

    /** The octets of a position; null for the end of a piece. */
    ByteSet set(int position) {
        return sets.get(position);
    }

    List<int[]> follow(int position) {
        return follows.get(position);
    }

    int rule(int position) {
        return rules.get(position);
    }

    /** How often the pieces of a rule must occur. */
    int times(int ofRule) {
        return times.getOrDefault(ofRule, 1);
    }

    /** Above the numbers of all rules. */
    int rulesEnd() {
        return times.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
    }

    List<int[]> starts(Factor.Anchor anchor) {
        return starts.getOrDefault(anchor, List.of());
    }
}
