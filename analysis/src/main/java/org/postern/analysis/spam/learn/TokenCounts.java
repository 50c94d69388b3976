// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.util.Arrays;

/**
 * In how many ham and spam messages each token was, in one open table of 16 bytes an entry. A token that is not counted any more leaves
 * its place when the table is next made anew.
 */
final class TokenCounts {
    private static final int SMALLEST = 1 << 12;
    private static final long FREE = 0;

    private long[] keys;
    private long[] counts;
    private int used;

    TokenCounts() {
        this(new long[SMALLEST], new long[SMALLEST], 0);
    }

    private TokenCounts(long[] keys, long[] counts, int used) {
        this.keys = keys;
        this.counts = counts;
        this.used = used;
    }

    TokenCounts copy() {
        return new TokenCounts(keys.clone(), counts.clone(), used);
    }

    /** The count of ham in the upper half and of spam in the lower; 0 when never seen. */
    long get(long token, long salt) {
        return counts[find(key(token, salt))];
    }

    static int ham(long count) {
        return (int) (count >> 32);
    }

    static int spam(long count) {
        return (int) count;
    }

    void add(long token, long salt, Judgement judgement, int messages) {
        long key = key(token, salt);
        int place = find(key);
        if (keys[place] == FREE) {
            if (2 * (used + 1) > keys.length) {
                renew();
                place = find(key);
            }
            keys[place] = key;
            used++;
        }
        long old = counts[place];
        counts[place] = judgement == Judgement.HAM ? pack(ham(old) + messages, spam(old)) : pack(ham(old), spam(old) + messages);
    }

    /** Tokens that are counted. */
    int size() {
        int size = 0;
        for (long count : counts) {
            size += count == 0 ? 0 : 1;
        }
        return size;
    }

    private void renew() {
        long[] oldKeys = keys;
        long[] oldCounts = counts;
        int needed = Integer.highestOneBit(Math.max(SMALLEST / 4, size())) << 2;
        keys = new long[needed];
        counts = new long[needed];
        used = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] != 0) {
                int place = find(oldKeys[i]);
                keys[place] = oldKeys[i];
                counts[place] = oldCounts[i];
                used++;
            }
        }
    }

    private int find(long key) {
        int mask = keys.length - 1;
        int place = (int) Mix.spread(key) & mask;
        while (keys[place] != FREE && keys[place] != key) {
            place = place + 1 & mask;
        }
        return place;
    }

    private static long pack(int ham, int spam) {
        return (long) ham << 32 | spam & 0xffffffffL;
    }

    private static long key(long token, long salt) {
        long key = salt == 0 ? token : Mix.spread(token ^ salt);
        return key == FREE ? 1 : key;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof TokenCounts table) || size() != table.size()) {
            return false;
        }
        for (int i = 0; i < keys.length; i++) {
            if (counts[i] != 0 && table.counts[table.find(keys[i])] != counts[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return Arrays.stream(counts).filter(count -> count != 0).mapToInt(Long::hashCode).sum();
    }
}
