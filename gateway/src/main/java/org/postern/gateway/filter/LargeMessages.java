// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.postern.analysis.mime.RoomForContent;

/**
 * Lets only so many large messages be filtered at the same time, because each takes memory many times its size; other mail never waits
 * for them. A message is large by its size or by what unpacking its content makes of it. Safe for use by many threads.
 */
public final class LargeMessages {
    private final Semaphore turns;
    private final long from;
    private final Duration wait;

    /**
     * Makes a limit.
     *
     * @param atOnce large messages at the same time, at least 1
     * @param from   bytes, of the message or of its unpacked content, beyond which it is large
     * @param wait   most time that one waits for its turn
     */
    public LargeMessages(int atOnce, long from, Duration wait) {
        this.turns = new Semaphore(atOnce, true);
        this.from = from;
        this.wait = wait;
    }

    /** Every message at once, for tests and tools that filter one at a time. */
    public static LargeMessages unlimited() {
        return new LargeMessages(Integer.MAX_VALUE, Long.MAX_VALUE, Duration.ZERO);
    }

    /** The turn of one message, to be closed when the message was filtered; it waits only when the message turns out to be large. */
    public Turn turn() {
        return new Turn();
    }

    /** What one message holds of the limit. Used by one thread. */
    public final class Turn implements RoomForContent, AutoCloseable {
        private boolean held;
        private boolean refused;

        private Turn() {
        }

        /** Waits, if a message of this size has to; false when its turn did not come. */
        boolean admits(long size) {
            return size <= from || enter();
        }

        /** Whether the turn did not come at some time, so that the message was not read to its end. */
        public boolean refused() {
            return refused;
        }

        @Override
        public long from() {
            return from;
        }

        @Override
        public boolean enter() {
            if (held) {
                return true;
            }
            try {
                held = turns.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            refused |= !held;
            return held;
        }

        @Override
        public void close() {
            if (held) {
                held = false;
                turns.release();
            }
        }
    }
}
