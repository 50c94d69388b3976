// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ListPosition;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantineQuery;
import org.postern.gateway.quarantine.index.QuarantineIndex;

/** Remembers which items it was given, and finds none. */
final class ItemIndexOfIds implements QuarantineIndex {
    final Set<ItemId> ids = ConcurrentHashMap.newKeySet();

    @Override
    public List<ListPosition> find(QuarantineQuery query, Optional<ListPosition> after, int limit) {
        return List.of();
    }

    @Override
    public int put(Collection<QuarantineItem> items) {
        items.forEach(item -> ids.add(item.id()));
        return 0;
    }

    @Override
    public int remove(Collection<ItemId> some) {
        return (int) some.stream().filter(ids::remove).count();
    }

    @Override
    public void removeExpired(Instant before) {
        ids.clear();
    }
}
