// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.recipient;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Leaves a server alone that has failed several times in a row, so that no client waits for it in vain: then one question in each
 * interval shows whether it is back.
 */
final class ServerRest {
    private final int failuresAllowed;
    private final Duration interval;
    private final Clock clock;
    private int failures;
    private Instant restUntil = Instant.MIN;

    ServerRest(int failuresAllowed, Duration interval, Clock clock) {
        this.failuresAllowed = failuresAllowed;
        this.interval = interval;
        this.clock = clock;
    }

    /** Whether the server may be asked now. */
    synchronized boolean mayAsk() {
        Instant now = clock.instant();
        if (failures < failuresAllowed) {
            return true;
        }
        if (now.isBefore(restUntil)) {
            return false;
        }
        restUntil = now.plus(interval);
        return true;
    }

    synchronized void answered() {
        failures = 0;
    }

    synchronized void failed() {
        failures++;
        if (failures >= failuresAllowed) {
            restUntil = clock.instant().plus(interval);
        }
    }
}
