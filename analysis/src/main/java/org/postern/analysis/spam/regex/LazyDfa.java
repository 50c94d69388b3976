// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A deterministic automaton over many pieces whose states are made when a text first asks for them. It either reads a whole text and finds
 * pieces wherever they begin, or is asked about one place at a time, which takes far fewer states. Threads share the states: one that
 * another has made is either seen whole, since its fields are final, or made once more.
 */
final class LazyDfa {
    private static final int MOST_STATES = 20_000;
    private static final int MOST_STATES_OF_PLACES = 20_000;
    /** After so many octets from one place all rules that are still open count as found. */
    private static final int LONGEST_LOOK = 128;
    private static final int GLANCE = 16;

    private final Positions positions;
    private final boolean anyPlace;
    private final byte[] classes = new byte[ByteSet.SIZE];
    private final int[] samples;
    private final int newlineClass;
    private final boolean hasLineStarts;
    private final int[][] startsByClass;
    private final int[][] lineStartsByClass;
    private final int[][] textStartsByClass;
    private final Map<Key, State> states = new HashMap<>();
    /** How often the pieces of each rule must occur. */
    private final int[] times;
    private volatile Starts starts;

    /** Where reading begins: at an ordinary place, behind a line end, and at the beginning of the text. */
    private record Starts(State place, State line, State text) {
    }

    /** One state; {@code next} fills while texts are read. */
    private static final class State {
        private final int[] members;
        private final boolean atStart;
        private final boolean atLineStart;
        private final boolean atTextStart;
        /** Rules for which to be met once is enough; null for none. */
        private final int[] hits;
        /** Rules whose pieces must be met more often; null for none. */
        private final int[] counted;
        private final State[] next;

        State(int[] members, boolean atStart, boolean atLineStart, boolean atTextStart, int[] hits, int[] counted, int classes) {
            this.members = members;
            this.atStart = atStart;
            this.atLineStart = atLineStart;
            this.atTextStart = atTextStart;
            this.hits = hits;
            this.counted = counted;
            this.next = new State[classes];
        }
    }

    private record Key(int[] members, boolean atLineStart) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && atLineStart == key.atLineStart && Arrays.equals(members, key.members);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(members) * 2 + (atLineStart ? 1 : 0);
        }
    }

    /** @param anyPlace whether pieces are found wherever they begin, not only where it is asked to look */
    LazyDfa(Positions positions, boolean anyPlace) {
        this.positions = positions;
        this.anyPlace = anyPlace;
        this.hasLineStarts = !positions.starts(Factor.Anchor.LINE_START).isEmpty();
        this.samples = partition();
        this.newlineClass = hasLineStarts && anyPlace ? classes['\n'] & 0xff : -1;
        this.startsByClass = byClass(positions.starts(Factor.Anchor.ANYWHERE));
        this.lineStartsByClass = byClass(positions.starts(Factor.Anchor.LINE_START));
        this.textStartsByClass = byClass(positions.starts(Factor.Anchor.TEXT_START));
        this.times = IntStream.range(0, positions.rulesEnd()).map(positions::times).toArray();
        this.starts = newStarts();
    }

    private Starts newStarts() {
        return new Starts(start(false, false), start(true, false), start(true, true));
    }

    private State start(boolean atLineStart, boolean atTextStart) {
        return new State(new int[0], true, atLineStart, atTextStart, null, null, samples.length);
    }

    /** What is counted while one text is read. Most texts hold nothing that counts, so that the numbers are made when they are needed. */
    final class Counts {
        private int[] met;

        private boolean suffice(int rule) {
            if (met == null) {
                met = new int[times.length];
            }
            return ++met[rule] >= times[rule];
        }
    }

    /**
     * Adds the rules of which a piece begins at this place, and perhaps some more when it is long.
     *
     * @param counts one for each text
     */
    void look(byte[] text, int at, Counts counts, BitSet found) {
        Starts now = starts;
        State state = at == 0 ? now.text() : text[at - 1] == '\n' ? now.line() : now.place();
        int end = Math.min(text.length, at + LONGEST_LOOK);
        for (int i = at; i < end; i++) {
            int c = classes[text[i] & 0xff] & 0xff;
            State next = state.next[c];
            if (next == null) {
                next = grow(state, c);
            }
            state = next;
            if (state.members.length == 0) {
                return;
            }
            if (state.hits != null || state.counted != null) {
                note(state, counts, found);
            }
            if (i - at == GLANCE && !hasNews(state, found)) {
                return;
            }
        }
        if (end < text.length) {
            for (int member : state.members) {
                found.set(positions.rule(member));
            }
        }
    }

    /** Whether a piece begins at this place; perhaps also when one is not yet at its end after a long look. */
    boolean begins(byte[] text, int at) {
        Starts now = starts;
        State state = at == 0 ? now.text() : text[at - 1] == '\n' ? now.line() : now.place();
        int end = Math.min(text.length, at + LONGEST_LOOK);
        for (int i = at; i < end; i++) {
            int c = classes[text[i] & 0xff] & 0xff;
            State next = state.next[c];
            if (next == null) {
                next = grow(state, c);
            }
            state = next;
            if (state.hits != null || state.counted != null) {
                return true;
            }
            if (state.members.length == 0) {
                return false;
            }
        }
        return end < text.length;
    }

    private static void note(State state, Counts counts, BitSet found) {
        if (state.hits != null) {
            for (int rule : state.hits) {
                found.set(rule);
            }
        }
        if (state.counted != null) {
            for (int rule : state.counted) {
                if (counts.suffice(rule)) {
                    found.set(rule);
                }
            }
        }
    }

    /** Whether a rule is still open that is not found yet. */
    private boolean hasNews(State state, BitSet found) {
        for (int member : state.members) {
            if (!found.get(positions.rule(member))) {
                return true;
            }
        }
        return false;
    }

    /** Adds the rules whose pieces occur in the text. */
    void scan(byte[] text, BitSet found) {
        State state = starts.text();
        Counts counts = new Counts();
        for (byte octet : text) {
            int c = classes[octet & 0xff] & 0xff;
            State next = state.next[c];
            if (next == null) {
                next = grow(state, c);
            }
            state = next;
            if (state.hits != null || state.counted != null) {
                note(state, counts, found);
            }
        }
    }

    /** Whether the text holds the pieces of the only rule. */
    boolean occurs(byte[] text) {
        State state = starts.text();
        int left = times[0];
        for (byte octet : text) {
            int c = classes[octet & 0xff] & 0xff;
            State next = state.next[c];
            if (next == null) {
                next = grow(state, c);
            }
            state = next;
            if ((state.hits != null || state.counted != null) && --left <= 0) {
                return true;
            }
        }
        return false;
    }

    /** Octets that no position tells apart share a class; answers one octet of each class. */
    private int[] partition() {
        int[] ids = new int[ByteSet.SIZE];
        int count = 1;
        Set<ByteSet> sets = new HashSet<>();
        for (int p = 0; p < positions.size(); p++) {
            if (positions.set(p) != null) {
                sets.add(positions.set(p));
            }
        }
        if (hasLineStarts) {
            sets.add(ByteSet.single('\n'));
        }
        for (ByteSet set : sets) {
            int[] split = new int[count * 2];
            int next = 0;
            for (int c = 0; c < ByteSet.SIZE; c++) {
                int signature = ids[c] * 2 + (set.has(c) ? 1 : 0);
                if (split[signature] == 0) {
                    split[signature] = ++next;
                }
                ids[c] = split[signature] - 1;
            }
            count = next;
        }
        int[] sample = new int[count];
        for (int c = 0; c < ByteSet.SIZE; c++) {
            classes[c] = (byte) ids[c];
            sample[ids[c]] = c;
        }
        return sample;
    }

    private int[][] byClass(List<int[]> starts) {
        int[][] byClass = new int[samples.length][];
        for (int c = 0; c < samples.length; c++) {
            IntList list = new IntList();
            for (int[] block : starts) {
                addFitting(block, samples[c], list);
            }
            byClass[c] = list.toArray();
        }
        return byClass;
    }

    private void addFitting(int[] block, int octet, IntList list) {
        for (int position : block) {
            ByteSet set = positions.set(position);
            if (set != null && set.has(octet)) {
                list.add(position);
            }
        }
    }

    private synchronized State grow(State from, int c) {
        IntList list = new IntList();
        if (anyPlace || from.atStart) {
            list.addAll(startsByClass[c]);
        }
        if (from.atLineStart) {
            list.addAll(lineStartsByClass[c]);
        }
        if (from.atTextStart) {
            list.addAll(textStartsByClass[c]);
        }
        Map<int[], Boolean> seen = new IdentityHashMap<>();
        for (int member : from.members) {
            for (int[] block : positions.follow(member)) {
                // One position alone costs less to look at twice than to remember.
                if (block.length == 1 || seen.put(block, true) == null) {
                    addFitting(block, samples[c], list);
                }
            }
        }
        int[] members = Arrays.stream(list.toArray()).sorted().distinct().toArray();
        Key key = new Key(members, c == newlineClass);
        State state = states.get(key);
        if (state == null) {
            if (states.size() >= (anyPlace ? MOST_STATES : MOST_STATES_OF_PLACES)) {
                // Texts that are being read keep the old states; later ones begin anew.
                states.clear();
                starts = newStarts();
            }
            boolean last = members.length == 0 && !anyPlace;
            state = new State(members, false, key.atLineStart(), false, hits(members, false), hits(members, true),
                last ? 0 : samples.length);
            states.put(key, state);
        }
        from.next[c] = state;
        return state;
    }

    private int[] hits(int[] members, boolean counted) {
        BitSet rules = new BitSet();
        for (int member : members) {
            for (int[] block : positions.follow(member)) {
                for (int position : block) {
                    if (positions.set(position) == null && counted == times[positions.rule(position)] > 1) {
                        rules.set(positions.rule(position));
                    }
                }
            }
        }
        return rules.isEmpty() ? null : rules.stream().toArray();
    }
}
