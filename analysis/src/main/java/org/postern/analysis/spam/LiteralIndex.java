// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Tells in one pass over a text which rules may match it, by the literal texts that they need (the automaton of Aho and Corasick).
 * Rules without known literals are always among them.
 */
final class LiteralIndex {
    private static final int ALPHABET = 256;

    private final List<int[]> next = new ArrayList<>();
    private final List<BitSet> rulesAt = new ArrayList<>();
    private final BitSet always = new BitSet();
    private int[] table = new int[0];

    LiteralIndex(List<List<String>> literalsByRule) {
        newState();
        for (int rule = 0; rule < literalsByRule.size(); rule++) {
            List<String> literals = literalsByRule.get(rule);
            if (literals.isEmpty()) {
                always.set(rule);
            }
            for (String literal : literals) {
                add(literal, rule);
            }
        }
        link();
    }

    /** Rules that may match this text, which is in lower case and of characters below 256. */
    BitSet candidates(String text) {
        BitSet found = (BitSet) always.clone();
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            state = table[state * ALPHABET + (text.charAt(i) & 0xff)];
            BitSet here = rulesAt.get(state);
            if (here != null) {
                found.or(here);
            }
        }
        return found;
    }

    private int newState() {
        int[] row = new int[ALPHABET];
        Arrays.fill(row, -1);
        next.add(row);
        rulesAt.add(null);
        return next.size() - 1;
    }

    private void add(String literal, int rule) {
        int state = 0;
        for (int i = 0; i < literal.length(); i++) {
            int c = literal.charAt(i) & 0xff;
            if (next.get(state)[c] < 0) {
                next.get(state)[c] = newState();
            }
            state = next.get(state)[c];
        }
        mark(state).set(rule);
    }

    private BitSet mark(int state) {
        if (rulesAt.get(state) == null) {
            rulesAt.set(state, new BitSet());
        }
        return rulesAt.get(state);
    }

    /** Completes every state with the moves of its longest proper suffix, so that a text is read without going back. */
    private void link() {
        int[] suffix = new int[next.size()];
        Deque<Integer> queue = new ArrayDeque<>();
        queue.add(0);
        while (!queue.isEmpty()) {
            int state = queue.remove();
            for (int c = 0; c < ALPHABET; c++) {
                int fallback = state == 0 ? 0 : next.get(suffix[state])[c];
                int target = next.get(state)[c];
                if (target < 0) {
                    next.get(state)[c] = fallback;
                } else {
                    suffix[target] = fallback;
                    if (rulesAt.get(fallback) != null) {
                        mark(target).or(rulesAt.get(fallback));
                    }
                    queue.add(target);
                }
            }
        }
        table = new int[next.size() * ALPHABET];
        for (int state = 0; state < next.size(); state++) {
            System.arraycopy(next.get(state), 0, table, state * ALPHABET, ALPHABET);
        }
        next.clear();
    }
}
