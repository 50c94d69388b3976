// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.recipient;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps clients from finding out who exists: a network that has named too many unknown recipients within a minute gets no answer
 * about any until that minute is over.
 */
final class UnknownRecipientLimit {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_NETWORKS = 50_000;

    private record Named(int count, Instant since) {
    }

    private final int most;
    private final Clock clock;
    private final Map<String, Named> networks = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Named> eldest) {
            return size() > MOST_NETWORKS;
        }
    };

    /** @param most unknown recipients a network may name within a minute; 0 for any number */
    UnknownRecipientLimit(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    synchronized boolean isReached(String network) {
        Named named = networks.get(network);
        return most > 0 && named != null && named.count() >= most && clock.instant().isBefore(named.since().plus(WINDOW));
    }

    synchronized void count(String network) {
        Instant now = clock.instant();
        Named named = networks.get(network);
        boolean within = named != null && now.isBefore(named.since().plus(WINDOW));
        networks.put(network, within ? new Named(named.count() + 1, named.since()) : new Named(1, now));
    }
}
