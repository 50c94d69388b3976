// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Tells where in a text a match of an expression can begin, by its anchor and its first octets, so that the JDK's engine need not be asked
 * at every place. Places that are named need not begin a match; a place that is not named never does.
 */
public final class MatchStarts {
    private static final MatchStarts ANYWHERE = new MatchStarts(Factor.Anchor.ANYWHERE, new byte[ByteSet.SIZE], 0);
    private static final int MOST_OCTETS = 4;
    /** When more places than this are left, going there one by one costs more than it saves. */
    private static final double TOO_MANY = 0.05;

    private final Factor.Anchor anchor;
    /** For each octet, at which distances from the start it may stand: one bit each. */
    private final byte[] places;
    private final int length;
    /** For expressions with many ways to begin: their first octets in full. */
    private final Optional<Beginnings> beginnings;

    private MatchStarts(Factor.Anchor anchor, byte[] places, int length) {
        this(anchor, places, length, Optional.empty());
    }

    private MatchStarts(Factor.Anchor anchor, byte[] places, int length, Optional<Beginnings> beginnings) {
        this.anchor = anchor;
        this.places = places;
        this.length = length;
        this.beginnings = beginnings;
    }

    static MatchStarts of(RegexNode root) {
        if (refersToLastMatch(root)) {
            return ANYWHERE;
        }
        Factor.Anchor anchor = anchor(root).orElse(Factor.Anchor.ANYWHERE);
        Positions positions = new Positions();
        FactorNode beginning = FactorCutter.cut(List.of(root), MOST_OCTETS, ByteSet.SIZE + 1);
        if (!positions.add(new Factor(beginning, Factor.Anchor.ANYWHERE, 1, 0, FactorStart.NOWHERE), 0)) {
            return anchor == Factor.Anchor.ANYWHERE ? ANYWHERE : new MatchStarts(anchor, new byte[ByteSet.SIZE], 0);
        }
        byte[] places = new byte[ByteSet.SIZE];
        BitSet members = new BitSet();
        positions.starts(Factor.Anchor.ANYWHERE).forEach(block -> addAll(block, members));
        double chance = 1;
        int length = 0;
        while (length < MOST_OCTETS && !members.isEmpty() && members.stream().noneMatch(member -> positions.set(member) == null)) {
            ByteSet set = ByteSet.NONE;
            BitSet next = new BitSet();
            for (int member = members.nextSetBit(0); member >= 0; member = members.nextSetBit(member + 1)) {
                set = set.or(positions.set(member));
                positions.follow(member).forEach(block -> addAll(block, next));
            }
            for (int octet = set.first(); octet >= 0; octet = set.next(octet + 1)) {
                places[octet] |= (byte) (1 << length);
            }
            chance *= set.chance();
            length++;
            members.clear();
            members.or(next);
        }
        if (anchor == Factor.Anchor.ANYWHERE && chance > TOO_MANY) {
            return new MatchStarts(anchor, new byte[ByteSet.SIZE], 0, Beginnings.of(root));
        }
        return new MatchStarts(anchor, places, length);
    }

    private static void addAll(int[] block, BitSet members) {
        for (int member : block) {
            members.set(member);
        }
    }

    private static boolean refersToLastMatch(RegexNode node) {
        return node instanceof RegexNode.Place place && place.at() == RegexNode.At.MATCH_START
            || RegexTrees.children(node).stream().anyMatch(MatchStarts::refersToLastMatch);
    }

    /** The anchor that every match begins with. */
    private static Optional<Factor.Anchor> anchor(RegexNode node) {
        if (node instanceof RegexNode.Place place) {
            return switch (place.at()) {
                case TEXT_START -> Optional.of(Factor.Anchor.TEXT_START);
                case LINE_START -> Optional.of(Factor.Anchor.LINE_START);
                default -> Optional.empty();
            };
        }
        if (node instanceof RegexNode.Capture || node instanceof RegexNode.Atomic || node instanceof RegexNode.Sequence) {
            for (RegexNode child : RegexTrees.children(node)) {
                Optional<Factor.Anchor> anchor = anchor(child);
                if (anchor.isPresent() || !(child instanceof RegexNode.Place || child instanceof RegexNode.Look)) {
                    return anchor;
                }
            }
        }
        return Optional.empty();
    }

    /** Whether nothing is known, so that all places are as good. */
    public boolean anywhere() {
        return anchor == Factor.Anchor.ANYWHERE && length == 0 && beginnings.isEmpty();
    }

    /** The next place from this one on where a match can begin; -1 when there is none. */
    public int next(byte[] text, int from) {
        if (beginnings.isPresent()) {
            return beginnings.get().next(text, from);
        }
        if (anchor == Factor.Anchor.TEXT_START) {
            return from == 0 && fits(text, 0) ? 0 : -1;
        }
        int last = text.length - length;
        if (anchor == Factor.Anchor.ANYWHERE) {
            for (int at = from; at <= last; at++) {
                if ((places[text[at] & 0xff] & 1) != 0 && fits(text, at)) {
                    return at;
                }
            }
            return -1;
        }
        for (int at = from; at <= last; at++) {
            if ((at == 0 || text[at - 1] == '\n') && fits(text, at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean fits(byte[] text, int at) {
        if (at + length > text.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if ((places[text[at + i] & 0xff] & 1 << i) == 0) {
                return false;
            }
        }
        return true;
    }
}
