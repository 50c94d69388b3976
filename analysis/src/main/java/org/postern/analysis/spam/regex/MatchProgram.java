// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * An expression made ready for {@link OctetMatcher}: steps that know what comes behind them. The JDK's engine reads characters through two
 * calls each and tries the options of a choice one by one; this one reads octets, and looks at the next before it tries anything.
 */
final class MatchProgram {
    private final BitSet keptGroups;
    private final int groups;
    private final boolean hasBackReferences;
    private final int least;
    private final MatchNode start;
    private final boolean[] firstTable;
    private int loops;
    /** Loops around the present place whose state decides what comes of it. */
    private int dependent;

    private MatchProgram(RegexNode root, BitSet keptGroups) {
        this.keptGroups = keptGroups;
        this.groups = keptGroups.cardinality();
        this.hasBackReferences = !RegexTrees.referredGroups(root).isEmpty();
        this.least = RegexLengths.least(root);
        this.start = build(root, new GroupNodes.Accept());
        this.firstTable = start.first() == null ? null : start.first().table();
    }

    /** The expression with every group kept that is in the set. */
    static MatchProgram of(RegexNode root, BitSet keptGroups) {
        return new MatchProgram(root, keptGroups);
    }

    MatchNode start() {
        return start;
    }

    /** Groups that are kept, numbered from 1. */
    int groups() {
        return groups;
    }

    int loops() {
        return loops;
    }

    /** The next place from this one on that is worth a try; -1 when there is none. */
    int next(byte[] text, int from) {
        int last = text.length - least;
        if (firstTable == null) {
            return from <= last ? from : -1;
        }
        int end = Math.min(text.length, last + 1);
        for (int at = from; at < end; at++) {
            if (firstTable[text[at] & 0xff]) {
                return at;
            }
        }
        return -1;
    }

    private MatchNode build(RegexNode node, MatchNode next) {
        ByteSet set = octet(node);
        if (set != null) {
            return OctetNodes.octets(List.of(set), next);
        }
        if (node instanceof RegexNode.Sequence sequence) {
            return sequence(sequence.items(), next);
        }
        if (node instanceof RegexNode.Choice choice) {
            List<MatchNode> options = new ArrayList<>();
            choice.options().forEach(option -> options.add(build(option, next)));
            return ChoiceNode.of(options);
        }
        if (node instanceof RegexNode.Repeat repeat) {
            return repeat(repeat, next);
        }
        if (node instanceof RegexNode.Capture capture) {
            if (!keptGroups.get(capture.number())) {
                return build(capture.item(), next);
            }
            int number = number(capture.number());
            return new GroupNodes.Open(number, build(capture.item(), new GroupNodes.Close(number, next)));
        }
        if (node instanceof RegexNode.Atomic atomic) {
            return atomic(atomic.item(), next);
        }
        if (node instanceof RegexNode.Look look) {
            return look.ahead() ? new GroupNodes.Ahead(build(look.item(), new GroupNodes.Accept()), look.negative(), next)
                : behind(look, next);
        }
        if (node instanceof RegexNode.Place place) {
            return new OctetNodes.Place(place.at(), next);
        }
        RegexNode.BackReference back = (RegexNode.BackReference) node;
        return new OctetNodes.BackReference(number(back.number()), back.anyCase(), next);
    }

    private int number(int group) {
        return keptGroups.get(0, group + 1).cardinality();
    }

    /** The octets of a node that takes exactly one; null for others. */
    private ByteSet octet(RegexNode node) {
        if (node instanceof RegexNode.Octet octet) {
            return octet.set();
        }
        if (node instanceof RegexNode.Capture capture && !keptGroups.get(capture.number())) {
            return octet(capture.item());
        }
        if (!(node instanceof RegexNode.Choice choice) || choice.options().isEmpty()) {
            return null;
        }
        ByteSet all = ByteSet.NONE;
        for (RegexNode option : choice.options()) {
            ByteSet one = octet(option);
            if (one == null) {
                return null;
            }
            all = all.or(one);
        }
        return all;
    }

    private MatchNode sequence(List<RegexNode> items, MatchNode behind) {
        MatchNode next = behind;
        int end = items.size();
        while (end > 0) {
            int from = end;
            List<ByteSet> sets = new ArrayList<>();
            for (ByteSet set = octet(items.get(from - 1)); set != null; set = from > 0 ? octet(items.get(from - 1)) : null) {
                sets.add(0, set);
                from--;
            }
            next = sets.isEmpty() ? build(items.get(--from), next) : OctetNodes.octets(sets, next);
            end = from;
        }
        return next;
    }

    private MatchNode atomic(RegexNode item, MatchNode next) {
        MatchNode inside = build(item, new GroupNodes.Accept());
        return new GroupNodes.Atomic(inside, inside.first() == null ? first(item, next) : inside.first(), next);
    }

    private MatchNode behind(RegexNode.Look look, MatchNode next) {
        dependent++;
        MatchNode inside = build(look.item(), new GroupNodes.BehindEnd());
        dependent--;
        return new GroupNodes.Behind(inside, look, next);
    }

    private MatchNode repeat(RegexNode.Repeat repeat, MatchNode next) {
        ByteSet set = octet(repeat.item());
        if (repeat.most() == 0) {
            return next;
        }
        if (set != null) {
            return new LoopNodes.SetLoop(set, repeat, next);
        }
        if (repeat.greed() == RegexNode.Greed.POSSESSIVE) {
            return atomic(new RegexNode.Repeat(repeat.item(), repeat.least(), repeat.most(), RegexNode.Greed.GREEDY), next);
        }
        if (repeat.most() == 1) {
            MatchNode once = build(repeat.item(), next);
            return repeat.least() == 1 ? once
                : ChoiceNode.of(repeat.greed() == RegexNode.Greed.LAZY ? List.of(next, once) : List.of(once, next));
        }
        return loop(repeat, next);
    }

    private MatchNode loop(RegexNode.Repeat repeat, MatchNode next) {
        boolean takesNothing = FirstOctets.of(repeat.item()).nullable();
        ByteSet first = first(repeat.item(), next);
        LoopNodes.Again again = new LoopNodes.Again(loops++, repeat, first,
            !takesNothing && !hasBackReferences && dependent == 0 && repeat.most() < 0, next);
        boolean counts = takesNothing || repeat.most() >= 0 || repeat.least() > 1;
        dependent += counts ? 1 : 0;
        MatchNode body = build(repeat.item(), again);
        dependent -= counts ? 1 : 0;
        again.setBody(body);
        return new LoopNodes.Enter(again, repeat.least() > 0 ? body.first() : first);
    }

    /** What can come next when the node may be passed over. */
    private static ByteSet first(RegexNode node, MatchNode next) {
        FirstOctets own = FirstOctets.of(node);
        return own.nullable() ? null : MatchNode.either(own.set(), next.first());
    }
}
