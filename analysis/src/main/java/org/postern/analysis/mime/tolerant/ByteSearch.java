// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime.tolerant;

import java.util.Arrays;

/** Finds a byte string by Horspool's method, which for boundaries of usual length looks at a fraction of the bytes only. */
final class ByteSearch {
    private static final int VALUES = 256;

    private final byte[] wanted;
    private final int[] skip = new int[VALUES];

    ByteSearch(byte[] wanted) {
        this.wanted = wanted;
        Arrays.fill(skip, wanted.length);
        for (int i = 0; i < wanted.length - 1; i++) {
            skip[wanted[i] & 0xff] = wanted.length - 1 - i;
        }
    }

    /** First place at or behind a place where the string stands wholly within the slice, or -1. */
    int next(Slice in, int place) {
        byte[] data = in.data();
        int last = wanted.length - 1;
        int at = place;
        while (at + last < in.to()) {
            int i = last;
            while (i >= 0 && data[at + i] == wanted[i]) {
                i--;
            }
            if (i < 0) {
                return at;
            }
            at += skip[data[at + last] & 0xff];
        }
        return -1;
    }
}
