// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sums of a node that has no other beside it. */
public final class InMemoryRateStore implements RateStore {
    private final Clock clock;
    private final Map<Key, Map<String, Long>> sums = new HashMap<>();
    private final Map<Key, Instant> ends = new HashMap<>();

    private record Key(String name, Instant window) {
    }

    public InMemoryRateStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void save(String node, List<Sum> changed, Duration lifetime) {
        Instant now = clock.instant();
        ends.entrySet().removeIf(entry -> {
            boolean over = !entry.getValue().isAfter(now);
            if (over) {
                sums.remove(entry.getKey());
            }
            return over;
        });
        for (Sum sum : changed) {
            Key key = new Key(sum.name(), sum.window());
            sums.computeIfAbsent(key, each -> new HashMap<>()).put(node, sum.amount());
            ends.put(key, now.plus(lifetime));
        }
    }

    @Override
    public synchronized Map<String, Long> find(String name, Instant window) {
        Key key = new Key(name, window);
        boolean alive = ends.containsKey(key) && ends.get(key).isAfter(clock.instant());
        return alive ? Map.copyOf(sums.get(key)) : Map.of();
    }
}
