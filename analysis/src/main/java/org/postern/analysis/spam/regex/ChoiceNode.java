// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tries several ways in order, but only those that can begin with the next octet: rules have choices of thousands. */
final class ChoiceNode extends MatchNode {
    private static final int MANY = 4;
    private static final MatchNode[] NONE = {};

    private final MatchNode[] options;
    /** For each octet, and for the end of the text, the ways that may match; null for a few ways. */
    private final MatchNode[][] byOctet;

    private ChoiceNode(List<MatchNode> options, ByteSet first) {
        super(first);
        this.options = options.toArray(NONE);
        this.byOctet = options.size() < MANY ? null : byOctet(options);
    }

    static MatchNode of(List<MatchNode> options) {
        ByteSet first = ByteSet.NONE;
        for (MatchNode option : options) {
            first = either(first, option.first());
        }
        return new ChoiceNode(options, first);
    }

    private static MatchNode[][] byOctet(List<MatchNode> options) {
        MatchNode[][] table = new MatchNode[ByteSet.SIZE + 1][];
        Map<List<MatchNode>, MatchNode[]> known = new HashMap<>();
        for (int c = 0; c <= ByteSet.SIZE; c++) {
            List<MatchNode> some = new ArrayList<>();
            for (MatchNode option : options) {
                if (option.first() == null || c < ByteSet.SIZE && option.first().has(c)) {
                    some.add(option);
                }
            }
            table[c] = known.computeIfAbsent(some, all -> all.toArray(NONE));
        }
        return table;
    }

    @Override
    boolean match(OctetMatcher matcher, int at) {
        byte[] text = matcher.text();
        matcher.spend(1);
        if (byOctet == null) {
            for (MatchNode option : options) {
                if (option.mayMatch(text, at) && option.match(matcher, at)) {
                    return true;
                }
            }
            return false;
        }
        for (MatchNode option : byOctet[at < text.length ? text[at] & 0xff : ByteSet.SIZE]) {
            if (option.match(matcher, at)) {
                return true;
            }
        }
        return false;
    }
}
