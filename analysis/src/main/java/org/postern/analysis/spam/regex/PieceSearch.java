// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.List;

/**
 * Looks for pieces in one short text without making states for it: whoever asks once about many pieces would make an automaton for each
 * that nobody reads again.
 */
final class PieceSearch {
    private final Positions positions;
    private final List<int[]> starts;
    private final int[] seen;
    private int round;

    PieceSearch(Positions positions) {
        this.positions = positions;
        this.starts = positions.starts(Factor.Anchor.ANYWHERE);
        this.seen = new int[positions.size()];
    }

    /** Whether one of the pieces occurs anywhere. */
    boolean occursIn(byte[] text) {
        boolean[] first = new boolean[ByteSet.SIZE];
        starts.forEach(block -> mark(block, first));
        for (int at = 0; at < text.length; at++) {
            if (first[text[at] & 0xff] && beginsAt(text, at)) {
                return true;
            }
        }
        return false;
    }

    private void mark(int[] block, boolean[] octets) {
        for (int position : block) {
            ByteSet set = positions.set(position);
            for (int c = set == null ? -1 : set.first(); c >= 0; c = set.next(c + 1)) {
                octets[c] = true;
            }
        }
    }

    private boolean beginsAt(byte[] text, int from) {
        List<int[]> blocks = starts;
        int[] members = new int[0];
        for (int at = from; at < text.length; at++) {
            IntList next = new IntList();
            round++;
            if (at == from) {
                for (int[] block : blocks) {
                    addFitting(block, text[at] & 0xff, next);
                }
            } else {
                for (int member : members) {
                    for (int[] block : positions.follow(member)) {
                        addFitting(block, text[at] & 0xff, next);
                    }
                }
            }
            members = next.toArray();
            if (ends(members)) {
                return true;
            }
            if (members.length == 0) {
                return false;
            }
        }
        return false;
    }

    private void addFitting(int[] block, int octet, IntList list) {
        for (int position : block) {
            ByteSet set = positions.set(position);
            if (set != null && seen[position] != round && set.has(octet)) {
                seen[position] = round;
                list.add(position);
            }
        }
    }

    private boolean ends(int[] members) {
        for (int member : members) {
            for (int[] block : positions.follow(member)) {
                for (int position : block) {
                    if (positions.set(position) == null) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
