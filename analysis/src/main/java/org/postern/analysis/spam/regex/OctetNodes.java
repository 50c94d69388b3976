// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.List;

/** Steps of a compiled expression that look at octets or at places between them. */
final class OctetNodes {
    private OctetNodes() {
    }

    /** Octets of these sets, one after the other. */
    static MatchNode octets(List<ByteSet> sets, MatchNode next) {
        return sets.size() == 1 ? new One(sets.get(0), next) : new Several(sets, next);
    }

    private static final class One extends MatchNode {
        private final boolean[] table;
        private final MatchNode next;

        One(ByteSet set, MatchNode next) {
            super(set);
            this.table = set.table();
            this.next = next;
        }

        @Override
        boolean match(OctetMatcher matcher, int at) {
            byte[] text = matcher.text();
            return at < text.length && table[text[at] & 0xff] && next.match(matcher, at + 1);
        }
    }

    private static final class Several extends MatchNode {
        private final boolean[][] tables;
        private final MatchNode next;

        Several(List<ByteSet> sets, MatchNode next) {
            super(sets.get(0));
            this.tables = sets.stream().map(ByteSet::table).toArray(boolean[][]::new);
            this.next = next;
        }

        @Override
        boolean match(OctetMatcher matcher, int at) {
            byte[] text = matcher.text();
            int length = tables.length;
            if (at + length > text.length) {
                return false;
            }
            for (int i = 0; i < length; i++) {
                if (!tables[i][text[at + i] & 0xff]) {
                    return false;
                }
            }
            return next.match(matcher, at + length);
        }
    }

    /** A place between octets. */
    static final class Place extends MatchNode {
        private final RegexNode.At place;
        private final MatchNode next;

        Place(RegexNode.At place, MatchNode next) {
            super(next.first());
            this.place = place;
            this.next = next;
        }

        @Override
        boolean match(OctetMatcher matcher, int at) {
            return holds(matcher, matcher.text(), at) && next.match(matcher, at);
        }

        private boolean holds(OctetMatcher matcher, byte[] text, int at) {
            return switch (place) {
                case TEXT_START -> at == 0;
                case LINE_START -> at < text.length && (at == 0 || text[at - 1] == '\n');
                case LAST_LINE_END -> at == text.length || at == text.length - 1 && text[at] == '\n';
                case LINE_END -> at == text.length || text[at] == '\n';
                case TEXT_END -> at == text.length;
                case MATCH_START -> at == matcher.lastEnd();
                case WORD_EDGE -> isWord(text, at - 1) != isWord(text, at);
                case NO_WORD_EDGE -> isWord(text, at - 1) == isWord(text, at);
            };
        }

        private static boolean isWord(byte[] text, int at) {
            return at >= 0 && at < text.length && ByteSet.WORD.has(text[at] & 0xff);
        }
    }

    /** What a group caught, again. */
    static final class BackReference extends MatchNode {
        private final int group;
        private final boolean anyCase;
        private final MatchNode next;

        BackReference(int group, boolean anyCase, MatchNode next) {
            super(null);
            this.group = group;
            this.anyCase = anyCase;
            this.next = next;
        }

        @Override
        boolean match(OctetMatcher matcher, int at) {
            byte[] text = matcher.text();
            int from = matcher.groupStart(group);
            int length = matcher.groupEnd(group) - from;
            if (from < 0 || at + length > text.length) {
                return false;
            }
            matcher.spend(length);
            for (int i = 0; i < length; i++) {
                int one = text[from + i] & 0xff;
                int other = text[at + i] & 0xff;
                if (one != other && !(anyCase && ByteSet.otherCase(one) == other)) {
                    return false;
                }
            }
            return next.match(matcher, at + length);
        }
    }
}
