// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.BitSet;
import java.util.List;

import org.postern.analysis.spam.regex.PerlRegex;
import org.postern.analysis.spam.regex.RegexIndex;

/** Rules that look at the same text, with the index that tells which of them are worth running on it. */
final class RegexGroup {
    private final int[] slots;
    private final RegexIndex index;
    private final BitSet negated = new BitSet();
    private final BitSet ofNothing;

    RegexGroup(List<SpamRule> rules, List<Integer> slots) {
        this.slots = slots.stream().mapToInt(Integer::intValue).toArray();
        this.index = new RegexIndex(slots.stream().map(slot -> regex(rules.get(slot))).toList());
        this.ofNothing = index.candidates(new byte[0]);
        for (int i = 0; i < this.slots.length; i++) {
            negated.set(i, rules.get(this.slots[i]).test() instanceof SpamTest.Header header && header.negated());
        }
    }

    private static PerlRegex regex(SpamRule rule) {
        return rule.test() instanceof SpamTest.Text text ? text.expression().regex() : ((SpamTest.Header) rule.test()).expression().regex();
    }

    /** Places of the rules that hit when nothing matches. */
    BitSet negated() {
        return negated;
    }

    /** Places of the rules that are worth running on this text; not to be changed. */
    BitSet candidates(byte[] text) {
        // Most messages lack most of the headers that rules look at.
        return text.length == 0 ? ofNothing : index.candidates(text);
    }

    int[] slots() {
        return slots;
    }
}
