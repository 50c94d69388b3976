// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

/** The last step of a hash: spreads each bit over all bits (the finisher of MurmurHash3, which is in the public domain). */
final class Mix {
    private Mix() {
    }

    static long spread(long value) {
        long hash = value;
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        hash *= 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return hash;
    }
}
