// SPDX-License-Identifier: Apache-2.0
package org.postern.server.process;

import java.time.Duration;

/**
 * How long to wait before the next restart: at once after a long life, ever longer when the child dies young again and again, so
 * that a broken installation does not eat the machine.
 */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration GROWN_UP = Duration.ofSeconds(60);

    private Duration next = FIRST;

    Duration afterLifeOf(Duration life) {
        if (life.compareTo(GROWN_UP) >= 0) {
            next = FIRST;
        }
        Duration wait = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return wait;
    }
}
