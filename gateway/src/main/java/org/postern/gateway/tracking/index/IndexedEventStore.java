// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.index;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.IndexTerm;

/** An event store whose messages are indexed besides, afterwards. */
public final class IndexedEventStore implements EventStore {
    private final EventStore store;
    private final MessageIndexer indexer;

    public IndexedEventStore(EventStore store, MessageIndexer indexer) {
        this.store = store;
        this.indexer = indexer;
    }

    @Override
    public void append(List<Event> events) {
        store.append(events);
        Set<String> ids = new LinkedHashSet<>();
        events.forEach(event -> ids.add(event.messageId()));
        indexer.changed(ids);
    }

    @Override
    public List<Event> timeline(String messageId) {
        return store.timeline(messageId);
    }

    @Override
    public Map<String, List<Event>> timelines(Collection<String> messageIds) {
        return store.timelines(messageIds);
    }

    @Override
    public List<String> ids(IndexTerm term, Instant from, Instant to, Optional<String> below, int limit) {
        return store.ids(term, from, to, below, limit);
    }

    @Override
    public void remove(List<Event> gone, List<Event> kept, List<IndexTerm> terms) {
        store.remove(gone, kept, terms);
        gone.stream().findFirst().ifPresent(event -> indexer.changed(List.of(event.messageId())));
    }

    @Override
    public void forget(IndexTerm term) {
        store.forget(term);
    }
}
