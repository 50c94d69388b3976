// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.List;

/** A regular expression taken apart, so that it can be written for the JDK and looked through for what a match must contain. */
sealed interface RegexNode {
    RegexNode EMPTY = new Sequence(List.of());

    /** One octet out of a set. */
    record Octet(ByteSet set) implements RegexNode {
    }

    /** One after the other. */
    record Sequence(List<RegexNode> items) implements RegexNode {
    }

    /** The first that fits. */
    record Choice(List<RegexNode> options) implements RegexNode {
    }

    /**
     * Repetition.
     *
     * @param most -1 when there is no limit
     */
    record Repeat(RegexNode item, int least, int most, Greed greed) implements RegexNode {
    }

    /** How much a repetition takes. */
    enum Greed {
        GREEDY(""),
        LAZY("?"),
        POSSESSIVE("+");

        private final String sign;

        Greed(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }

    /** A group that captures, numbered from 1. */
    record Capture(RegexNode item, int number) implements RegexNode {
    }

    /** A group that is never entered again. */
    record Atomic(RegexNode item) implements RegexNode {
    }

    /** A look ahead or behind. */
    record Look(RegexNode item, boolean ahead, boolean negative) implements RegexNode {
    }

    /** A place between octets. */
    record Place(At at) implements RegexNode {
    }

    /** Places that an expression can ask for. */
    enum At {
        TEXT_START,
        LINE_START,
        LAST_LINE_END,
        LINE_END,
        TEXT_END,
        MATCH_START,
        WORD_EDGE,
        NO_WORD_EDGE
    }

    /** What a group captured, again. */
    record BackReference(int number, boolean anyCase) implements RegexNode {
    }
}
