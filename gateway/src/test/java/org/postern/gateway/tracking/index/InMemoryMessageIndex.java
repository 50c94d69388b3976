// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.index;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.postern.analysis.facts.MessageId;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.search.MessageIndex;
import org.postern.gateway.tracking.search.MessageQuery;

/** An index that can be away; it brings everything that it knows of a time. */
final class InMemoryMessageIndex implements MessageIndex {
    final Map<String, List<Event>> timelines = new ConcurrentHashMap<>();
    final AtomicInteger writes = new AtomicInteger();
    volatile boolean away;

    private void answer() {
        if (away) {
            throw new StorageUnavailableException("away", null);
        }
    }

    @Override
    public List<String> ids(MessageQuery query, Optional<String> below, int limit) {
        answer();
        return timelines.keySet().stream().filter(id -> id.compareTo(MessageId.first(query.from())) >= 0)
            .filter(id -> id.compareTo(below.orElse(MessageId.first(query.to()))) < 0).sorted(Comparator.reverseOrder())
            .limit(limit).toList();
    }

    @Override
    public int put(Collection<List<Event>> some) {
        writes.incrementAndGet();
        answer();
        some.forEach(timeline -> timelines.put(timeline.get(0).messageId(), timeline));
        return 0;
    }

    @Override
    public int remove(Collection<String> messageIds) {
        answer();
        return (int) messageIds.stream().filter(id -> timelines.remove(id) != null).count();
    }

    @Override
    public void removeBefore(Instant limit) {
        answer();
        timelines.keySet().removeIf(id -> MessageId.time(id).isBefore(limit));
    }

    @Override
    public Optional<String> problem() {
        return away ? Optional.of("away") : Optional.empty();
    }
}
