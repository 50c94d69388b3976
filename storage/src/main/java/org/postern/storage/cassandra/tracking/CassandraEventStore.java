// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.tracking;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.IndexTerm;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.SmallWrites;
import org.postern.storage.cassandra.session.WriteWindow;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/**
 * Timelines in Cassandra, one partition a message. The key of an event is made of all it says, so an event that is appended again
 * after a lost answer overwrites itself.
 */
public final class CassandraEventStore implements EventStore {
    private static final int BATCH = 32;
    private static final int REQUESTS_UNDER_WAY = 8;
    private static final int READS_UNDER_WAY = 128;

    private final Cql cql;
    private final EventRows rows;
    private final PreparedStatement select;
    private final PreparedStatement delete;
    private final EventIndex index;

    public CassandraEventStore(Cql cql) {
        this.cql = cql;
        this.index = new EventIndex(cql);
        this.rows = new EventRows(cql);
        this.select = cql.prepare("SELECT time, nanos, event_id, node, type, recipient, facts, addresses, subject, details"
            + " FROM postern_event WHERE message_id = ?");
        this.delete = cql.prepare("DELETE FROM postern_event WHERE message_id = ? AND time = ? AND nanos = ? AND event_id = ?");
    }

    @Override
    public void append(List<Event> events) {
        Map<String, List<BoundStatement>> byMessage = new LinkedHashMap<>();
        events.forEach(event -> byMessage.computeIfAbsent(event.messageId(), id -> new ArrayList<>()).addAll(rows.writing(event)));
        SmallWrites writes = new SmallWrites(cql, REQUESTS_UNDER_WAY);
        byMessage.values().forEach(ofOneMessage -> {
            for (int i = 0; i < ofOneMessage.size(); i += BATCH) {
                writes.write(ofOneMessage.subList(i, Math.min(i + BATCH, ofOneMessage.size())));
            }
        });
        writes.drain();
        // afterwards, so that nothing is found before it can be shown
        index.add(events);
    }

    @Override
    public List<Event> timeline(String messageId) {
        return Cql.guard(() -> {
            List<Event> events = new ArrayList<>();
            for (Row row : cql.execute(select.bind(messageId))) {
                EventRows.read(messageId, row).ifPresent(events::add);
            }
            return events;
        });
    }

    @Override
    public Map<String, List<Event>> timelines(Collection<String> messageIds) {
        return Cql.guard(() -> {
            Map<String, List<Event>> found = new LinkedHashMap<>();
            Deque<Map.Entry<String, CompletionStage<AsyncResultSet>>> underWay = new ArrayDeque<>();
            for (String id : messageIds) {
                if (underWay.size() >= READS_UNDER_WAY) {
                    collect(underWay.removeFirst(), found);
                }
                underWay.addLast(Map.entry(id, cql.start(select.bind(id))));
            }
            underWay.forEach(read -> collect(read, found));
            return found;
        });
    }

    private static void collect(Map.Entry<String, CompletionStage<AsyncResultSet>> read, Map<String, List<Event>> found) {
        List<Event> events = new ArrayList<>();
        AsyncResultSet page = Cql.await(read.getValue());
        while (true) {
            page.currentPage().forEach(row -> EventRows.read(read.getKey(), row).ifPresent(events::add));
            if (!page.hasMorePages()) {
                break;
            }
            page = Cql.await(page.fetchNextPage());
        }
        if (!events.isEmpty()) {
            found.put(read.getKey(), events);
        }
    }

    @Override
    public List<String> ids(IndexTerm term, Instant from, Instant to, Optional<String> below, int limit) {
        return index.ids(term, from, to, below, limit);
    }

    @Override
    public void remove(List<Event> gone, List<Event> kept, List<IndexTerm> terms) {
        Set<IndexTerm> lost = new HashSet<>(terms);
        gone.forEach(event -> lost.addAll(IndexTerm.of(event)));
        kept.forEach(event -> lost.removeAll(IndexTerm.of(event)));
        Set<Event> unwanted = new HashSet<>(gone);
        WriteWindow writes = new WriteWindow(cql, REQUESTS_UNDER_WAY);
        // by the names under which they stand there: those that have lost a field would be given others
        for (String id : gone.stream().map(Event::messageId).distinct().toList()) {
            Cql.guard(() -> cql.execute(select.bind(id)).all()).stream()
                .filter(row -> EventRows.read(id, row).filter(unwanted::contains).isPresent())
                .forEach(row -> writes.write(delete.bind(id, row.getInstant("time"), row.getInt("nanos"), row.getString("event_id"))));
        }
        writes.drain();
        // afterwards, so that whoever is stopped in between finds the message again
        Stream.concat(gone.stream(), kept.stream()).findFirst().ifPresent(event -> index.remove(event.messageId(), lost));
    }

    @Override
    public void forget(IndexTerm term) {
        index.forget(term);
    }
}
