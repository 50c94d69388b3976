// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine.index;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.postern.gateway.index.IndexedRecords;
import org.postern.gateway.index.Rebuild;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantineStore;

/**
 * Items of the quarantine for their index: those about which nobody has finally decided. One that is being released stays, for it may come
 * back; so nothing is ever taken out that could be wanted again, in whichever order two nodes write.
 */
record IndexedItems(QuarantineStore store, QuarantineIndex index) implements IndexedRecords {

    static boolean waits(QuarantineItem item) {
        return item.status() == ItemStatus.PENDING || item.status() == ItemStatus.RELEASING;
    }

    @Override
    public Outcome write(Collection<String> ids) {
        Set<ItemId> gone = new HashSet<>();
        ids.forEach(id -> gone.add(new ItemId(id)));
        List<QuarantineItem> waiting = store.find(Set.copyOf(gone)).stream().filter(IndexedItems::waits).toList();
        waiting.forEach(item -> gone.remove(item.id()));
        int refused = waiting.isEmpty() ? 0 : index.put(waiting);
        if (!gone.isEmpty()) {
            index.remove(gone);
        }
        return new Outcome(waiting.size() - refused, refused);
    }

    @Override
    public Outcome writeMinute(Instant minute) {
        Instant end = minute.plus(1, ChronoUnit.MINUTES);
        Rebuild.Progress done = new ItemIndexRebuild(store, index).run(minute, end, progress -> { }, () -> false);
        return new Outcome(done.written(), done.refused());
    }

    @Override
    public Collection<Instant> sweep(Instant since, Instant now) {
        index.removeExpired(now);
        return List.of();
    }
}
