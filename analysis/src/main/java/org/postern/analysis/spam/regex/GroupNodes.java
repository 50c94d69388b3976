// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

/** Steps of a compiled expression that keep, look around or do not come back. */
final class GroupNodes {
    private GroupNodes() {
    }

    /** The end of the whole expression, or of one that stands for itself within it. */
    static final class Accept extends MatchNode {
        Accept() {
            super(null);
        }

        @Override
        boolean match(OctetMatcher matcher, int at) {
            matcher.reach(at);
            return true;
        }
    }

    /** The end of a look behind, which must be the place it began at. */
    static final class BehindEnd extends MatchNode {
        BehindEnd() {
            super(null);
        }

        @Override
        boolean match(OctetMatcher matcher, int at) {
            return at == matcher.behindTo();
        }
    }

    /** The beginning of a group that is kept. */
    static final class Open extends MatchNode {
        private final int group;
        private final MatchNode next;

        Open(int group, MatchNode next) {
            super(next.first());
            this.group = group;
            this.next = next;
        }

        @Override
        boolean match(OctetMatcher matcher, int at) {
            int before = matcher.opened(group);
            matcher.open(group, at);
            if (next.match(matcher, at)) {
                return true;
            }
            matcher.open(group, before);
            return false;
        }
    }

    /** The end of a group that is kept. */
    static final class Close extends MatchNode {
        private final int group;
        private final MatchNode next;

        Close(int group, MatchNode next) {
            super(next.first());
            this.group = group;
            this.next = next;
        }

        @Override
        boolean match(OctetMatcher matcher, int at) {
            int from = matcher.groupStart(group);
            int to = matcher.groupEnd(group);
            matcher.setGroup(group, matcher.opened(group), at);
            if (next.match(matcher, at)) {
                return true;
            }
            matcher.setGroup(group, from, to);
            return false;
        }
    }

    /** A look ahead. */
    static final class Ahead extends MatchNode {
        private final MatchNode inside;
        private final boolean negative;
        private final MatchNode next;

        Ahead(MatchNode inside, boolean negative, MatchNode next) {
            super(next.first() == null && !negative ? inside.first() : next.first());
            this.inside = inside;
            this.negative = negative;
            this.next = next;
        }

        @Override
        boolean match(OctetMatcher matcher, int at) {
            return inside.match(matcher, at) != negative && next.match(matcher, at);
        }
    }

    /** A look behind: from the nearest place that may be to the farthest. */
    static final class Behind extends MatchNode {
        private final MatchNode inside;
        private final boolean negative;
        private final int least;
        private final int most;
        private final MatchNode next;

        Behind(MatchNode inside, RegexNode.Look look, MatchNode next) {
            super(next.first());
            this.inside = inside;
            this.negative = look.negative();
            this.least = RegexLengths.least(look.item());
            this.most = RegexLengths.most(look.item());
            this.next = next;
        }

        @Override
        boolean match(OctetMatcher matcher, int at) {
            return isBehind(matcher, at) != negative && next.match(matcher, at);
        }

        private boolean isBehind(OctetMatcher matcher, int at) {
            int before = matcher.behindTo();
            matcher.setBehindTo(at);
            boolean found = false;
            int last = Math.max(0, at - most);
            for (int from = at - least; !found && from >= last; from--) {
                found = inside.match(matcher, from);
            }
            matcher.spend(1);
            matcher.setBehindTo(before);
            return found;
        }
    }

    /** What is not entered again once it has matched. */
    static final class Atomic extends MatchNode {
        private final MatchNode inside;
        private final MatchNode next;

        Atomic(MatchNode inside, ByteSet first, MatchNode next) {
            super(first);
            this.inside = inside;
            this.next = next;
        }

        @Override
        boolean match(OctetMatcher matcher, int at) {
            return inside.match(matcher, at) && next.match(matcher, matcher.reached());
        }
    }
}
