// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.List;

import org.postern.analysis.spam.regex.PerlRegex;
import org.postern.analysis.spam.regex.RegexIndex;

/** Rules that look at the same text, with the index that tells which of them are worth running on it. */
final class RegexGroup {
    private final int[] slots;
    private final RegexIndex index;

    RegexGroup(List<SpamRule> rules, List<Integer> slots) {
        this.slots = slots.stream().mapToInt(Integer::intValue).toArray();
        this.index = new RegexIndex(slots.stream().map(slot -> regex(rules.get(slot))).toList());
    }

    private static PerlRegex regex(SpamRule rule) {
        return rule.test() instanceof SpamTest.Text text ? text.expression().regex() : ((SpamTest.Header) rule.test()).expression().regex();
    }

    int[] slots() {
        return slots;
    }

    RegexIndex index() {
        return index;
    }
}
