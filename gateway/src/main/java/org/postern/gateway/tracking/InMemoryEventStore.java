// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.postern.analysis.facts.MessageId;

/**
 * Keeps events in this process alone, for servers without a database and for tests. Bounded: beyond a number of messages the ones
 * that were first written are forgotten.
 */
public final class InMemoryEventStore implements EventStore {
    private static final int DEFAULT_MESSAGES = 50_000;

    private final Map<String, Set<Event>> timelines = new LinkedHashMap<>();
    private final Clock clock;
    private final Duration lifetime;
    private final int messages;
    private final FieldLifetimes fields;

    /** Keeps the events of 50 000 messages. */
    public InMemoryEventStore(Clock clock, Duration lifetime) {
        this(clock, lifetime, DEFAULT_MESSAGES);
    }

    /** Keeps the events of 50 000 messages, and shows of them what is still to be known. */
    public InMemoryEventStore(Clock clock, Duration lifetime, FieldLifetimes fields) {
        this(clock, lifetime, DEFAULT_MESSAGES, fields);
    }

    InMemoryEventStore(Clock clock, Duration lifetime, int messages) {
        this(clock, lifetime, messages, FieldLifetimes.AS_EVENTS);
    }

    private InMemoryEventStore(Clock clock, Duration lifetime, int messages, FieldLifetimes fields) {
        this.fields = fields;
        this.clock = clock;
        this.lifetime = lifetime;
        this.messages = messages;
    }

    @Override
    public synchronized void append(List<Event> events) {
        for (Event event : events) {
            timelines.computeIfAbsent(event.messageId(), id -> new LinkedHashSet<>()).add(event);
        }
        while (timelines.size() > messages) {
            timelines.remove(timelines.keySet().iterator().next());
        }
    }

    @Override
    public synchronized List<Event> timeline(String messageId) {
        Instant now = clock.instant();
        Instant oldest = now.minus(lifetime);
        return timelines.getOrDefault(messageId, Set.of()).stream()
            .filter(event -> event.time().isAfter(oldest))
            .map(event -> fields.visible(event, now))
            .sorted(Comparator.comparing(Event::time))
            .toList();
    }

    @Override
    public synchronized Map<String, List<Event>> timelines(Collection<String> messageIds) {
        Map<String, List<Event>> found = new LinkedHashMap<>();
        for (String id : messageIds) {
            List<Event> timeline = timeline(id);
            if (!timeline.isEmpty()) {
                found.put(id, timeline);
            }
        }
        return found;
    }

    @Override
    public synchronized List<String> ids(IndexTerm term, Instant from, Instant to, Optional<String> below, int limit) {
        Instant now = clock.instant();
        String lowest = MessageId.first(from);
        String end = below.filter(id -> id.compareTo(MessageId.first(to)) < 0).orElseGet(() -> MessageId.first(to));
        return timelines.entrySet().stream()
            .filter(entry -> MessageId.isValid(entry.getKey()))
            .filter(entry -> entry.getKey().compareTo(lowest) >= 0 && entry.getKey().compareTo(end) < 0)
            .filter(entry -> entry.getValue().stream().anyMatch(event -> IndexTerm.of(fields.visible(event, now)).contains(term)))
            .map(Map.Entry::getKey)
            .sorted(Comparator.reverseOrder())
            .limit(limit)
            .toList();
    }

    @Override
    public synchronized void remove(List<Event> gone, List<Event> kept, List<IndexTerm> terms) {
        Instant now = clock.instant();
        for (Event event : gone) {
            timelines.computeIfPresent(event.messageId(), (id, timeline) -> {
                timeline.removeIf(stored -> fields.visible(stored, now).equals(event));
                return timeline.isEmpty() ? null : timeline;
            });
        }
    }

    @Override
    public void forget(IndexTerm term) {
        // the terms are read off the events each time
    }
}
