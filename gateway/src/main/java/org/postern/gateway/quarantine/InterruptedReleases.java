// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Tells a release that goes on from one whose server died in the middle of it: this node knows its own, and another node's is given a
 * minute from when it was first seen.
 */
final class InterruptedReleases {
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final QuarantineStore store;
    private final Clock clock;
    private final Map<ItemId, Integer> own = new ConcurrentHashMap<>();
    private final Set<ItemId> sent = ConcurrentHashMap.newKeySet();
    private final Map<ItemId, Instant> firstSeen = new HashMap<>();

    InterruptedReleases(QuarantineStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    <T> T whileReleasing(ItemId id, Supplier<T> release) {
        own.merge(id, 1, Integer::sum);
        try {
            return release.get();
        } finally {
            own.computeIfPresent(id, (same, callers) -> callers == 1 ? null : callers - 1);
        }
    }

    /** The queue has the message, but the store may not know yet. */
    void sent(ItemId id) {
        sent.add(id);
    }

    void noted(ItemId id) {
        sent.remove(id);
    }

    boolean wasSent(ItemId id) {
        return sent.contains(id);
    }

    /** Items seen in the status for a minute or longer that this node is not releasing itself. */
    synchronized List<ItemId> due() {
        Instant now = clock.instant();
        Set<ItemId> present = new HashSet<>();
        for (QuarantineItem item : store.releasing()) {
            if (!own.containsKey(item.id())) {
                present.add(item.id());
                firstSeen.putIfAbsent(item.id(), now);
            }
        }
        firstSeen.keySet().retainAll(present);
        return present.stream().filter(id -> !now.isBefore(firstSeen.get(id).plus(GRACE))).sorted(Comparator.comparing(
            ItemId::value)).toList();
    }
}
