// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

/**
 * The octets with which a match of a piece can begin.
 *
 * @param nullable whether it can match nothing, so that any octet may come
 */
record FirstOctets(ByteSet set, boolean nullable) {
    private static final FirstOctets NOTHING = new FirstOctets(ByteSet.NONE, true);
    private static final FirstOctets ANY = new FirstOctets(ByteSet.ALL, true);

    static FirstOctets of(RegexNode node) {
        if (node instanceof RegexNode.Octet octet) {
            return new FirstOctets(octet.set(), false);
        }
        if (node instanceof RegexNode.Look || node instanceof RegexNode.Place) {
            return NOTHING;
        }
        if (node instanceof RegexNode.BackReference) {
            return ANY;
        }
        if (node instanceof RegexNode.Repeat repeat) {
            FirstOctets inside = of(repeat.item());
            return new FirstOctets(inside.set, inside.nullable || repeat.least() == 0);
        }
        boolean choice = node instanceof RegexNode.Choice;
        ByteSet set = ByteSet.NONE;
        boolean nullable = !choice;
        for (RegexNode child : RegexTrees.children(node)) {
            FirstOctets first = of(child);
            set = set.or(first.set);
            if (choice) {
                nullable |= first.nullable;
            } else if (!first.nullable) {
                return new FirstOctets(set, false);
            }
        }
        return new FirstOctets(set, nullable);
    }
}
