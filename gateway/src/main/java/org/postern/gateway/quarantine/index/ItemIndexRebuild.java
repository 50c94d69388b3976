// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine.index;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.postern.gateway.index.IndexedRecords;
import org.postern.gateway.index.Rebuild;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ListPosition;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantinePage;
import org.postern.gateway.quarantine.QuarantineQuery;
import org.postern.gateway.quarantine.QuarantineStore;

/** Makes the index of the quarantine anew from what waits in it. */
public final class ItemIndexRebuild extends Rebuild {
    private static final int MANY = 20_000;

    private final QuarantineStore store;
    private final QuarantineIndex index;

    public ItemIndexRebuild(QuarantineStore store, QuarantineIndex index) {
        this.store = store;
        this.index = index;
    }

    @Override
    protected Progress part(Instant start, Progress before) {
        Set<ItemId> stored = new HashSet<>();
        long refused = 0;
        Instant end = start;
        Optional<String> cursor = Optional.empty();
        do {
            QuarantinePage page = store.list(all(end, before.reached()).after(cursor));
            refused += page.items().isEmpty() ? 0 : index.put(page.items());
            page.items().forEach(item -> stored.add(item.id()));
            cursor = page.next();
            if (stored.size() >= MANY && end.equals(start) && !page.items().isEmpty()) {
                Instant hour = page.items().get(page.items().size() - 1).quarantinedAt().truncatedTo(ChronoUnit.HOURS);
                end = hour.isBefore(start) ? start : hour;
            }
        } while (cursor.isPresent());
        return new Progress(end, before.written() + stored.size() - refused,
            before.removed() + removeOthers(all(end, before.reached()), stored), before.refused() + refused);
    }

    private static QuarantineQuery all(Instant from, Instant to) {
        return new QuarantineQuery(from, to, Optional.empty(), Optional.empty(), Optional.empty(), QuarantineQuery.MAXIMUM_LIMIT);
    }

    private long removeOthers(QuarantineQuery query, Set<ItemId> stored) {
        long removed = 0;
        Optional<ListPosition> after = Optional.empty();
        List<ListPosition> known;
        do {
            known = index.find(query, after, QuarantineIndex.MAXIMUM_LIMIT);
            after = known.isEmpty() ? after : Optional.of(known.get(known.size() - 1));
            List<ItemId> others = known.stream().map(ListPosition::id).filter(id -> !stored.contains(id)).toList();
            for (int i = 0; i < others.size(); i += IndexedRecords.BATCH) {
                removed += removeUnwanted(others.subList(i, Math.min(i + IndexedRecords.BATCH, others.size())));
            }
        } while (known.size() == QuarantineIndex.MAXIMUM_LIMIT);
        return removed;
    }

    /** An item may have come since the store was asked for all of them, or is just being released. */
    private long removeUnwanted(List<ItemId> others) {
        Set<ItemId> unwanted = new HashSet<>(others);
        List<QuarantineItem> waiting = store.find(others).stream().filter(IndexedItems::waits).toList();
        waiting.forEach(item -> unwanted.remove(item.id()));
        if (!waiting.isEmpty()) {
            index.put(waiting);
        }
        return unwanted.isEmpty() ? 0 : index.remove(unwanted);
    }
}
