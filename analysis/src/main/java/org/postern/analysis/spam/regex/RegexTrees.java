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

    /** Numbers of the groups that the expression refers to. */
    static BitSet referredGroups(RegexNode node) {
        BitSet groups = new BitSet();
        if (node instanceof RegexNode.BackReference back) {
            groups.set(back.number());
        }
        children(node).forEach(child -> groups.or(referredGroups(child)));
        return groups;
    }
}
