// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.util.Arrays;

/** Gathers hashes of a fixed width, and gives the distinct ones in ascending order. */
final class DistinctHashes {
    private final int mask;
    private int[] hashes = new int[2048];
    private int count;

    DistinctHashes(int bits) {
        this.mask = (1 << bits) - 1;
    }

    void add(long hash) {
        if (count == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * count);
        }
        hashes[count++] = (int) Mix.spread(hash) & mask;
    }

    int[] distinct() {
        Arrays.sort(hashes, 0, count);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (kept == 0 || hashes[kept - 1] != hashes[i]) {
                hashes[kept++] = hashes[i];
            }
        }
        return Arrays.copyOf(hashes, kept);
    }
}
