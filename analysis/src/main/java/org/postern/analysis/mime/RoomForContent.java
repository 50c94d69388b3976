// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

/**
 * Asked once when a message's unpacked content grows large, so that messages which are small on the wire and large in memory do not all
 * grow at the same time.
 */
public interface RoomForContent {

    /** Bytes of unpacked content beyond which room has to be asked for. */
    long from();

    /**
     * Waits for room. What is waited does not count to the time for reading the message.
     *
     * @return false when there is none: looking into the message ends, which is the fact {@code bound.room}, and whoever made this knows
     *     that the message is not judged
     */
    boolean enter();

    /** Room for everything. */
    static RoomForContent always() {
        return new RoomForContent() {
            @Override
            public long from() {
                return Long.MAX_VALUE;
            }

            @Override
            public boolean enter() {
                return true;
            }
        };
    }
}
