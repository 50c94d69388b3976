// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.greylist;

/**
 * How many of the triplets that the store was lately asked about were strangers: it decides whether a second read that only strangers
 * need is worth beginning before it is known that this is one. Used by many threads without a lock; when two count at the same moment one
 * of them may be lost, which moves an average of many hardly at all.
 */
final class StrangerShare {
    /** What the latest counts for: forty-five strangers in a row make them half of all, and one among them nothing. */
    private static final double LATEST = 1 / 64.0;
    private static final double MOST = 0.5;

    /** A node that has just begun asks about everybody, most of whom have passed long ago. */
    private volatile double share;

    /** Whether at least half of them were strangers. */
    boolean prevail() {
        return share >= MOST;
    }

    void met(boolean stranger) {
        double before = share;
        share = before + LATEST * ((stranger ? 1 : 0) - before);
    }
}
