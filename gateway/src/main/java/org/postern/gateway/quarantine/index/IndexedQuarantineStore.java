// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine.index;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.postern.analysis.message.MessageSource;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantinePage;
import org.postern.gateway.quarantine.QuarantineQuery;
import org.postern.gateway.quarantine.QuarantineStore;
import org.postern.gateway.quarantine.QuarantineUsage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A quarantine whose items are indexed besides, afterwards. The index answers lists that ask for words, parts of texts or scores, as long
 * as it is there and up to date; else the store looks through its own lists, as it does for everything else. What goes wrong with the index
 * changes nothing for mail and decisions.
 */
public final class IndexedQuarantineStore implements QuarantineStore {
    private static final Logger LOGGER = LoggerFactory.getLogger(IndexedQuarantineStore.class);
    /** Nobody else waits for an index that has not answered, for this long. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final QuarantineStore store;
    private final ItemIndexer indexer;
    private final ItemSearch search;
    private final Clock clock;
    private volatile Instant pausedUntil = Instant.MIN;

    /**
     * A quarantine with an index.
     *
     * @param store   the record of truth
     * @param indexer writes the same index
     */
    public IndexedQuarantineStore(QuarantineStore store, QuarantineIndex index, ItemIndexer indexer, Clock clock) {
        this.store = store;
        this.indexer = indexer;
        this.search = new ItemSearch(store, index);
        this.clock = clock;
    }

    @Override
    public void store(MessageSource content, List<QuarantineItem> items) {
        store.store(content, items);
        tell(() -> items);
    }

    @Override
    public Optional<QuarantineItem> find(ItemId id) {
        return store.find(id);
    }

    @Override
    public List<QuarantineItem> find(Collection<ItemId> ids) {
        return store.find(ids);
    }

    @Override
    public QuarantinePage list(QuarantineQuery query) {
        if (!ItemSearch.narrows(query.filter()) || indexer.isBehind() || clock.instant().isBefore(pausedUntil)) {
            return store.list(query);
        }
        try {
            return search.page(query);
        } catch (StorageUnavailableException e) {
            pausedUntil = clock.instant().plus(PAUSE);
            LOGGER.warn("The index of the quarantine is away, searches go on without it: {}", e.getMessage());
            return store.list(query);
        }
    }

    @Override
    public Set<String> recipients(Instant from, Instant to) {
        return store.recipients(from, to);
    }

    @Override
    public Optional<MessageSource> content(String messageId) {
        return store.content(messageId);
    }

    @Override
    public boolean transition(ItemId id, ItemStatus from, ItemStatus to, Optional<String> releaseTo) {
        boolean done = store.transition(id, from, to, releaseTo);
        if (done && to != ItemStatus.RELEASING) {
            tell(() -> store.find(id).stream().toList());
        }
        return done;
    }

    @Override
    public void markSeen(ItemId id, boolean seen) {
        store.markSeen(id, seen);
    }

    @Override
    public void markRequested(ItemId id, Instant at) {
        store.markRequested(id, at);
    }

    @Override
    public List<QuarantineUsage> usageByKind() {
        return store.usageByKind();
    }

    @Override
    public List<QuarantineUsage> usageByDomain() {
        return store.usageByDomain();
    }

    @Override
    public QuarantineUsage usageOf(String recipient) {
        return store.usageOf(recipient);
    }

    @Override
    public void upkeep() {
        store.upkeep();
    }

    @Override
    public List<QuarantineItem> releasing() {
        return store.releasing();
    }

    private void tell(Supplier<List<QuarantineItem>> changed) {
        try {
            indexer.changed(changed.get());
        } catch (RuntimeException e) {
            LOGGER.warn("The index of the quarantine may lack a change until it is made anew: {}", e.toString());
        }
    }
}
