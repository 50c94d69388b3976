// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine.index;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ListPosition;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantineQuery;

/** An index that can be away; it brings everything that it knows of a time. */
final class InMemoryQuarantineIndex implements QuarantineIndex {
    final Map<ItemId, QuarantineItem> items = new ConcurrentHashMap<>();
    final AtomicInteger questions = new AtomicInteger();
    volatile boolean away;

    private void answer() {
        if (away) {
            throw new StorageUnavailableException("away", null);
        }
    }

    @Override
    public List<ListPosition> find(QuarantineQuery query, Optional<ListPosition> after, int limit) {
        questions.incrementAndGet();
        answer();
        Comparator<ListPosition> order = ListPosition.NEWEST_FIRST;
        return items.values().stream().map(ListPosition::of)
            .filter(position -> !position.quarantinedAt().isBefore(query.from()) && position.quarantinedAt().isBefore(query.to()))
            .filter(position -> after.map(start -> order.compare(position, start) > 0).orElse(true)).sorted(order).limit(limit).toList();
    }

    @Override
    public int put(Collection<QuarantineItem> some) {
        answer();
        some.forEach(item -> items.put(item.id(), item));
        return 0;
    }

    @Override
    public int remove(Collection<ItemId> ids) {
        answer();
        return (int) ids.stream().filter(id -> items.remove(id) != null).count();
    }

    @Override
    public void removeExpired(Instant before) {
        answer();
        items.values().removeIf(item -> item.expiresAt().isBefore(before));
    }
}
