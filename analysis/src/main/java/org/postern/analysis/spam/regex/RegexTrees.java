// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.BitSet;
import java.util.List;

/** Questions about trees of expressions. */
final class RegexTrees {
    private RegexTrees() {
    }

    static List<RegexNode> children(RegexNode node) {
        if (node instanceof RegexNode.Sequence sequence) {
            return sequence.items();
        }
        if (node instanceof RegexNode.Choice choice) {
            return choice.options();
        }
        if (node instanceof RegexNode.Repeat repeat) {
            return List.of(repeat.item());
        }
        if (node instanceof RegexNode.Capture capture) {
            return List.of(capture.item());
        }
        if (node instanceof RegexNode.Atomic atomic) {
            return List.of(atomic.item());
        }
        return node instanceof RegexNode.Look look ? List.of(look.item()) : List.of();
    }

    /** Whether the node surely takes at least one octet and all it takes next to its neighbours are of the set. */
    static boolean isWithin(RegexNode node, ByteSet set) {
        if (node instanceof RegexNode.Octet octet) {
            return octet.set().or(set).equals(set);
        }
        if (node instanceof RegexNode.Repeat repeat) {
            return repeat.least() > 0 && repeat.item() instanceof RegexNode.Octet && isWithin(repeat.item(), set);
        }
        return false;
    }

    /** Whether no part that takes anything is forbidden, taken for good, or asked for again. */
    static boolean growsWithAnything(RegexNode node) {
        boolean strict = node instanceof RegexNode.Look look && look.negative() || node instanceof RegexNode.Atomic
            || node instanceof RegexNode.Repeat repeat && repeat.greed() == RegexNode.Greed.POSSESSIVE;
        return !(strict && takesAnything(node) || node instanceof RegexNode.BackReference)
            && children(node).stream().allMatch(RegexTrees::growsWithAnything);
    }

    private static boolean takesAnything(RegexNode node) {
        return node instanceof RegexNode.Octet octet && octet.set().equals(ByteSet.ALL)
            || children(node).stream().anyMatch(RegexTrees::takesAnything);
    }

    /** Numbers of the groups that the expression refers to. */
    static BitSet referredGroups(RegexNode node) {
        BitSet groups = new BitSet();
        collectReferred(node, groups);
        return groups;
    }

    private static void collectReferred(RegexNode node, BitSet groups) {
        if (node instanceof RegexNode.BackReference back) {
            groups.set(back.number());
        }
        for (RegexNode child : children(node)) {
            collectReferred(child, groups);
        }
    }
}
