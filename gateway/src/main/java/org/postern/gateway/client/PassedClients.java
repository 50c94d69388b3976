// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers clients that behaved as mail servers do, so that their next mail need not wait. Addresses, not networks: a robot beside a
 * mail server is no mail server.
 */
final class PassedClients {
    private static final int MOST = 200_000;

    private final Duration lifetime;
    private final Clock clock;
    private final Map<String, Instant> until = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST;
        }
    };

    PassedClients(Duration lifetime, Clock clock) {
        this.lifetime = lifetime;
        this.clock = clock;
    }

    synchronized void add(String address) {
        until.put(address, clock.instant().plus(lifetime));
    }

    synchronized void remove(String address) {
        until.remove(address);
    }

    synchronized boolean contains(String address) {
        Instant end = until.get(address);
        return end != null && clock.instant().isBefore(end);
    }

    synchronized int size() {
        return until.size();
    }
}
