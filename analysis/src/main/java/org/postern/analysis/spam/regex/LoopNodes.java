// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

/** Steps of a compiled expression that repeat something. */
final class LoopNodes {
    private LoopNodes() {
    }

    /**
     * Octets of one set, as many as may be or as few. When what comes behind can begin with none of them, only one length can match, so
     * that the others are not tried.
     */
    static final class SetLoop extends MatchNode {
        private final boolean[] table;
        private final int least;
        private final int most;
        private final boolean lazy;
        private final boolean onlyLongest;
        private final MatchNode next;

        SetLoop(ByteSet set, RegexNode.Repeat repeat, MatchNode next) {
            super(repeat.least() > 0 ? set : either(set, next.first()));
            this.table = set.table();
            this.least = repeat.least();
            this.most = repeat.most() < 0 ? Integer.MAX_VALUE : repeat.most();
            this.lazy = repeat.greed() == RegexNode.Greed.LAZY;
            this.onlyLongest = repeat.greed() == RegexNode.Greed.POSSESSIVE || next.first() != null && !next.first().meets(set);
            this.next = next;
        }

        @Override
        boolean match(OctetMatcher matcher, int at) {
            byte[] text = matcher.text();
            int limit = most < text.length - at ? at + most : text.length;
            if (lazy && !onlyLongest) {
                return shortest(matcher, text, at, limit);
            }
            int end = at;
            while (end < limit && table[text[end] & 0xff]) {
                end++;
            }
            matcher.spend(end - at + 1);
            int from = at + least;
            if (end < from) {
                return false;
            }
            if (onlyLongest) {
                return next.match(matcher, end);
            }
            for (; end >= from; end--) {
                if (next.mayMatch(text, end) && next.match(matcher, end)) {
                    return true;
                }
            }
            return false;
        }

        private boolean shortest(OctetMatcher matcher, byte[] text, int at, int limit) {
            int from = at + least;
            for (int end = at; ; end++) {
                if (end >= from && next.mayMatch(text, end) && next.match(matcher, end)) {
                    return true;
                }
                if (end >= limit || !table[text[end] & 0xff]) {
                    return false;
                }
                matcher.spend(1);
            }
        }
    }

    /** The beginning of a loop over more than single octets. */
    static final class Enter extends MatchNode {
        private final Again loop;

        Enter(Again loop, ByteSet first) {
            super(first);
            this.loop = loop;
        }

        @Override
        boolean match(OctetMatcher matcher, int at) {
            int count = matcher.count(loop.number);
            int begin = matcher.begin(loop.number);
            matcher.setLoop(loop.number, 0, -1);
            if (loop.match(matcher, at)) {
                return true;
            }
            matcher.setLoop(loop.number, count, begin);
            return false;
        }
    }

    /** Whether to go round once more, or on. */
    static final class Again extends MatchNode {
        private final int number;
        private final int least;
        private final int most;
        private final boolean lazy;
        private final boolean remembers;
        private final MatchNode next;
        private MatchNode body;

        /** @param remembers whether what comes of a place depends on the place alone */
        Again(int number, RegexNode.Repeat repeat, ByteSet first, boolean remembers, MatchNode next) {
            super(first);
            this.number = number;
            this.least = repeat.least();
            this.most = repeat.most() < 0 ? Integer.MAX_VALUE : repeat.most();
            this.lazy = repeat.greed() == RegexNode.Greed.LAZY;
            this.remembers = remembers;
            this.next = next;
        }

        void setBody(MatchNode node) {
            body = node;
        }

        @Override
        boolean match(OctetMatcher matcher, int at) {
            matcher.spend(1);
            int count = matcher.count(number);
            if (count < least) {
                return round(matcher, at, count);
            }
            // Going round without having taken anything would never end.
            boolean mayGoOn = count < most && at != matcher.begin(number) && body.mayMatch(matcher.text(), at);
            boolean mayLeave = next.mayMatch(matcher.text(), at);
            if (!mayGoOn || !mayLeave) {
                return mayGoOn && round(matcher, at, count) || mayLeave && next.match(matcher, at);
            }
            if (remembers && matcher.hasFailed(number, at)) {
                return false;
            }
            boolean matches = lazy ? next.match(matcher, at) || round(matcher, at, count)
                : round(matcher, at, count) || next.match(matcher, at);
            if (!matches && remembers) {
                matcher.noteFailure(number, at);
            }
            return matches;
        }

        private boolean round(OctetMatcher matcher, int at, int count) {
            int begin = matcher.begin(number);
            matcher.setLoop(number, count + 1, at);
            if (body.match(matcher, at)) {
                return true;
            }
            matcher.setLoop(number, count, begin);
            return false;
        }
    }
}
