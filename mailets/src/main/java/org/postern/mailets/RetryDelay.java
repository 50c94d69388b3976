// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.time.Duration;

/**
 * How long mail waits before it is tried again: a few seconds at first, so that a short outage costs little, and at most ten minutes.
 *
 * @param first   after the first failure
 * @param longest bound of the doubling
 */
public record RetryDelay(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 20;

    public RetryDelay {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("the first delay must be positive and not longer than the longest");
        }
    }

    public static RetryDelay standard() {
        return new RetryDelay(Duration.ofSeconds(10), Duration.ofMinutes(10));
    }

    /** The delay after this many failures, 1 for the first. */
    public Duration after(long failures) {
        Duration delay = first.multipliedBy(1L << Math.max(0, Math.min(failures - 1, MOST_DOUBLINGS)));
        return delay.compareTo(longest) > 0 ? longest : delay;
    }
}
