// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rules;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Counts of hits in this process alone. */
public final class InMemoryRuleHitStore implements RuleHitStore {
    private final Map<Key, Long> counts = new ConcurrentHashMap<>();

    @Override
    public void add(Map<Key, Long> hits) {
        hits.forEach((key, count) -> counts.merge(key, count, Long::sum));
    }

    @Override
    public Map<Key, Long> read(Instant from, Instant to) {
        return counts.entrySet().stream()
            .filter(entry -> !entry.getKey().hour().isBefore(from) && entry.getKey().hour().isBefore(to))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
