// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.wire;

import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A limit that runs down from the moment it is made, so that several steps share one.
 */
public final class TimeLeft {
    private final long end;
    private final Duration limit;

    private TimeLeft(Duration limit) {
        this.limit = limit;
        this.end = System.nanoTime() + limit.toNanos();
    }

    public static TimeLeft of(Duration limit) {
        return new TimeLeft(limit);
    }

    /** The whole limit, for messages. */
    public Duration limit() {
        return limit;
    }

    /** What is left; not negative. */
    public Duration now() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /**
     * What is left, for a step that needs at least a millisecond.
     *
     * @throws SocketTimeoutException when nothing is left
     */
    public Duration orFail(String step) throws SocketTimeoutException {
        Duration left = now();
        if (left.toMillis() <= 0) {
            throw new SocketTimeoutException("no time left to " + step);
        }
        return left;
    }
}
