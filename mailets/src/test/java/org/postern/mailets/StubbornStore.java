// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.postern.analysis.message.MessageSource;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantinePage;
import org.postern.gateway.quarantine.QuarantineQuery;
import org.postern.gateway.quarantine.QuarantineStore;
import org.postern.gateway.quarantine.QuarantineUsage;

/** A store that is away when the test wants it. */
final class StubbornStore implements QuarantineStore {
    private final QuarantineStore store;
    private final BooleanSupplier away;

    StubbornStore(QuarantineStore store, BooleanSupplier away) {
        this.store = store;
        this.away = away;
    }

    @Override
    public void store(MessageSource content, List<QuarantineItem> items) {
        if (away.getAsBoolean()) {
            throw new StorageUnavailableException("away", new IOException("connection refused"));
        }
        store.store(content, items);
    }

    @Override
    public Optional<QuarantineItem> find(ItemId id) {
        return store.find(id);
    }

    @Override
    public QuarantinePage list(QuarantineQuery query) {
        return store.list(query);
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
        return store.transition(id, from, to, releaseTo);
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
}
