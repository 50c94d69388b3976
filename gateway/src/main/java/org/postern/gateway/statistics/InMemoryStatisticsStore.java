// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.statistics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Keeps numbers in this process alone, for servers without a database and for tests; for as long as a database would. */
public final class InMemoryStatisticsStore implements StatisticsStore {
    private final Map<Tier, TreeMap<Instant, Counts>> spans = new EnumMap<>(Tier.class);
    private final Map<Tier, Map<Instant, Instant>> late = new EnumMap<>(Tier.class);
    private final Map<String, Instant> named = new HashMap<>();
    private final Clock clock;
    private Optional<Instant> counted = Optional.empty();
    private Optional<UUID> leaseOwner = Optional.empty();
    private Instant leaseEnd = Instant.MIN;

    public InMemoryStatisticsStore(Clock clock) {
        this.clock = clock;
        for (Tier tier : Tier.values()) {
            spans.put(tier, new TreeMap<>());
        }
    }

    @Override
    public synchronized void put(Tier tier, Instant start, Counts counts) {
        spans.get(tier).put(start, counts);
        spans.get(tier).headMap(clock.instant().minus(tier.lifetime())).clear();
    }

    @Override
    public synchronized SortedMap<Instant, Map<String, Map<Measure, Long>>> read(Tier tier, Dimension dimension, Instant from, Instant to) {
        SortedMap<Instant, Map<String, Map<Measure, Long>>> found = new TreeMap<>();
        spans.get(tier).subMap(from, to).forEach((start, counts) -> {
            if (!counts.of(dimension).isEmpty()) {
                found.put(start, Map.copyOf(counts.of(dimension)));
            }
        });
        return found;
    }

    @Override
    public synchronized void markLate(Tier tier, Set<Instant> starts) {
        starts.forEach(start -> late.computeIfAbsent(tier, t -> new HashMap<>()).put(start, clock.instant()));
    }

    @Override
    public synchronized SortedSet<Instant> late(Tier tier, int most) {
        TreeSet<Instant> oldest = new TreeSet<>();
        late.getOrDefault(tier, Map.of()).keySet().stream().sorted().limit(most).forEach(oldest::add);
        return oldest;
    }

    @Override
    public synchronized void settleLate(Tier tier, Set<Instant> starts, Instant notAfter) {
        starts.forEach(start -> late.computeIfAbsent(tier, t -> new HashMap<>())
            .computeIfPresent(start, (key, marked) -> marked.isAfter(notAfter) ? marked : null));
    }

    @Override
    public synchronized Optional<Instant> countedUntil() {
        return counted;
    }

    @Override
    public synchronized void countedUntil(Instant minute) {
        counted = Optional.of(minute);
    }

    @Override
    public synchronized boolean lease(UUID owner, Duration time) {
        if (leaseOwner.filter(present -> !present.equals(owner)).isPresent() && clock.instant().isBefore(leaseEnd)) {
            return false;
        }
        leaseOwner = Optional.of(owner);
        leaseEnd = clock.instant().plus(time);
        return true;
    }

    @Override
    public synchronized boolean once(String name, Duration remembered) {
        Instant until = named.get(name);
        if (until != null && clock.instant().isBefore(until)) {
            return false;
        }
        named.put(name, clock.instant().plus(remembered));
        return true;
    }

    @Override
    public synchronized void again(String name) {
        named.remove(name);
    }

    @Override
    public synchronized long erase(String key) {
        return spans.values().stream().flatMap(ofTier -> ofTier.values().stream())
            .mapToLong(counts -> Arrays.stream(Dimension.values()).filter(Dimension::ofPeople).filter(d -> counts.remove(d, key)).count())
            .sum();
    }
}
