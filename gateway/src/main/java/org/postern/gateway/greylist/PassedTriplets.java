// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.greylist;

import java.security.SecureRandom;
import java.time.Instant;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;

/**
 * What this node has lately heard from the store about triplets that have passed, so that those who write every day are not asked about
 * with each mail. What has passed stays passed until its end, which only moves away, so a word once heard holds until then whatever other
 * nodes do. Of each triplet there is a fingerprint of 128 bits with keys that nobody knows outside this process: no sender can make two
 * alike, and a million takes 24 MB. Safe for use by many threads.
 */
final class PassedTriplets {
    private static final int PARTS = 256;
    private static final int PLACES = 8;
    private static final int LEAST_IN_PART = 4 * PLACES;
    private static final char BETWEEN = '\0';

    private final HashFunction one;
    private final HashFunction other;
    private final Part[] parts = new Part[PARTS];

    /** @param most triplets kept, rounded up to a power of two, at least 8192; 0 keeps none */
    PassedTriplets(int most) {
        SecureRandom random = new SecureRandom();
        this.one = Hashing.sipHash24(random.nextLong(), random.nextLong());
        this.other = Hashing.sipHash24(random.nextLong(), random.nextLong());
        int ofPart = most == 0 ? 0 : Integer.highestOneBit(Math.max(LEAST_IN_PART, (most - 1) / PARTS) * 2 - 1);
        for (int i = 0; i < PARTS; i++) {
            parts[i] = new Part(ofPart);
        }
    }

    /** Until when the triplet has passed for certain; the epoch when nothing is known of it. */
    Instant end(GreylistTriplet triplet) {
        long first = fingerprint(one, triplet);
        return Instant.ofEpochMilli(part(first).find(first, fingerprint(other, triplet)));
    }

    /** Remembers what the store has said, in place of what ends first when there is no place left. */
    void heard(GreylistTriplet triplet, Instant end) {
        long first = fingerprint(one, triplet);
        part(first).put(first, fingerprint(other, triplet), end.toEpochMilli());
    }

    private Part part(long first) {
        return parts[(int) (first >>> Long.SIZE - Byte.SIZE)];
    }

    private static long fingerprint(HashFunction function, GreylistTriplet triplet) {
        Hasher hasher = function.newHasher();
        // Neither an address nor a network can hold the character between them.
        hasher.putUnencodedChars(triplet.network()).putChar(BETWEEN).putUnencodedChars(triplet.sender()).putChar(BETWEEN)
            .putUnencodedChars(triplet.recipient());
        return hasher.hash().asLong();
    }

    /** One of many, so that a place is seldom waited for; grows to its bound as it fills. */
    private static final class Part {
        private final int most;
        private long[] firsts = new long[0];
        private long[] others = new long[0];
        private long[] ends = new long[0];
        private int used;

        private Part(int most) {
            this.most = most;
        }

        private synchronized long find(long first, long other) {
            for (int i = from(first), n = i + Math.min(PLACES, ends.length); i < n; i++) {
                if (firsts[i] == first && others[i] == other) {
                    return ends[i];
                }
            }
            return 0;
        }

        private synchronized void put(long first, long other, long end) {
            if (most > ends.length && used >= ends.length / 2) {
                grow();
            }
            if (ends.length > 0) {
                place(first, other, end);
            }
        }

        private void place(long first, long other, long end) {
            int chosen = from(first);
            for (int i = chosen, n = i + PLACES; i < n; i++) {
                if (firsts[i] == first && others[i] == other) {
                    chosen = i;
                    break;
                }
                chosen = ends[i] < ends[chosen] ? i : chosen;
            }
            used += ends[chosen] == 0 ? 1 : 0;
            firsts[chosen] = first;
            others[chosen] = other;
            ends[chosen] = end;
        }

        private void grow() {
            long[] oldFirsts = firsts;
            long[] oldOthers = others;
            long[] oldEnds = ends;
            int size = Math.min(most, Math.max(LEAST_IN_PART, oldEnds.length * 2));
            firsts = new long[size];
            others = new long[size];
            ends = new long[size];
            used = 0;
            for (int i = 0; i < oldEnds.length; i++) {
                if (oldEnds[i] > 0) {
                    place(oldFirsts[i], oldOthers[i], oldEnds[i]);
                }
            }
        }

        /** Where the few places begin that a fingerprint can stand in. */
        private int from(long first) {
            return (int) (first & Integer.MAX_VALUE) & Math.max(0, ends.length - 1) & -PLACES;
        }
    }
}
