// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rules;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/** Facts in this process alone, the newest ten thousand at most. */
public final class InMemoryFactsStore implements FactsStore {
    private static final int MOST = 10_000;
    private final ConcurrentSkipListMap<String, KeptFacts> byId = new ConcurrentSkipListMap<>();
    private final Clock clock;
    private final Duration lifetime;

    public InMemoryFactsStore(Clock clock, Duration lifetime) {
        this.clock = clock;
        this.lifetime = lifetime;
    }

    @Override
    public void keep(KeptFacts kept) {
        byId.put(kept.facts().messageId(), kept);
        while (byId.size() > MOST) {
            byId.pollFirstEntry();
        }
    }

    @Override
    public Optional<KeptFacts> find(String messageId) {
        return Optional.ofNullable(byId.get(messageId)).filter(this::alive);
    }

    @Override
    public void read(Instant from, Instant to, Predicate<KeptFacts> each) {
        for (Map.Entry<String, KeptFacts> entry : byId.entrySet()) {
            Instant received = entry.getValue().facts().receivedAt();
            if (!received.isBefore(from) && received.isBefore(to) && alive(entry.getValue()) && !each.test(entry.getValue())) {
                return;
            }
        }
    }

    private boolean alive(KeptFacts kept) {
        return kept.facts().receivedAt().plus(lifetime).isAfter(clock.instant());
    }
}
