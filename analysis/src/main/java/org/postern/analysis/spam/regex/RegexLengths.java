// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

/** How many octets a match of an expression takes at least and at most. */
final class RegexLengths {
    static final int ENDLESS = -1;
    private static final int LONGEST = 1 << 20;

    private RegexLengths() {
    }

    /** The fewest octets; bounded, so that a very long one may be longer than told. */
    static int least(RegexNode node) {
        long least = 0;
        if (node instanceof RegexNode.Octet) {
            least = 1;
        } else if (node instanceof RegexNode.Choice choice) {
            least = choice.options().stream().mapToInt(RegexLengths::least).min().orElse(0);
        } else if (node instanceof RegexNode.Repeat repeat) {
            least = repeat.least() == 0 ? 0 : (long) repeat.least() * least(repeat.item());
        } else if (!(node instanceof RegexNode.Look)) {
            for (RegexNode child : RegexTrees.children(node)) {
                least += least(child);
            }
        }
        return (int) Math.min(LONGEST, least);
    }

    /** The most octets, {@link #ENDLESS} without a bound or when it depends on the text. */
    static int most(RegexNode node) {
        long most = 0;
        if (node instanceof RegexNode.Octet) {
            most = 1;
        } else if (node instanceof RegexNode.BackReference) {
            return ENDLESS;
        } else if (node instanceof RegexNode.Repeat repeat) {
            int inside = most(repeat.item());
            if (inside < 0 || repeat.most() < 0) {
                return ENDLESS;
            }
            most = (long) repeat.most() * inside;
        } else if (!(node instanceof RegexNode.Look)) {
            for (RegexNode child : RegexTrees.children(node)) {
                int one = most(child);
                if (one < 0) {
                    return ENDLESS;
                }
                most = node instanceof RegexNode.Choice ? Math.max(most, one) : most + one;
            }
        }
        return (int) Math.min(LONGEST, most);
    }

    /**
     * Asks that looks behind have a bound.
     *
     * @throws IllegalArgumentException when one has none
     */
    static void check(RegexNode node) {
        if (node instanceof RegexNode.Look look && !look.ahead() && most(look.item()) < 0) {
            throw new IllegalArgumentException("the regular expression does not compile: a look behind has no bound");
        }
        for (RegexNode child : RegexTrees.children(node)) {
            check(child);
        }
    }
}
