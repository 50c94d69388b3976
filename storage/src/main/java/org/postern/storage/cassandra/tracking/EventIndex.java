// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import org.postern.analysis.facts.MessageId;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.IndexField;
import org.postern.gateway.tracking.IndexTerm;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.SmallWrites;
import org.postern.storage.cassandra.session.TimeToLive;
import org.postern.storage.cassandra.session.WriteWindow;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/**
 * By what messages are found. A message's place follows from its id, which holds the time of its reception, so that an event of any
 * later day needs no reading to be indexed beside the first.
 */
final class EventIndex {
    private static final int BATCH = 64;
    private static final int REQUESTS_UNDER_WAY = 8;
    private static final int FIRST_BUCKETS = 2;
    private static final int MORE_BUCKETS = 16;
    private static final int REMEMBERED = 50_000;

    private final Cql cql;
    private final int timeToLive;
    private final Duration lifetime;
    private final Duration addresses;
    private final PreparedStatement insert;
    private final PreparedStatement insertBucket;
    private final PreparedStatement select;
    private final PreparedStatement selectBuckets;
    private final PreparedStatement delete;
    private final PreparedStatement deleteBuckets;
    private final RecentKeys<Entry> written = new RecentKeys<>(REMEMBERED);
    private final RecentKeys<Place> used = new RecentKeys<>(REMEMBERED);

    private record Place(IndexTerm term, Instant bucket) {
        String scope() {
            return scopeOf(term);
        }
    }

    private record Entry(Place place, String messageId) {
    }

    EventIndex(Cql cql) {
        this.cql = cql;
        this.lifetime = cql.settings().eventLifetime();
        this.addresses = cql.settings().fields().addresses();
        // an event may come a while after its message, and the last of a bucket after the first
        this.timeToLive = TimeToLive.seconds(cql.settings().eventLifetime().plus(Duration.ofDays(32)));
        this.insert = cql.prepare("INSERT INTO postern_event_index (scope, bucket, message_id) VALUES (?, ?, ?) USING TTL ?");
        this.insertBucket = cql.prepare("INSERT INTO postern_event_bucket (scope, bucket) VALUES (?, ?) USING TTL ?");
        this.select = cql.prepare("SELECT message_id FROM postern_event_index WHERE scope = ? AND bucket = ? AND message_id >= ?"
            + " AND message_id < ? LIMIT ?");
        this.selectBuckets = cql.prepare("SELECT bucket FROM postern_event_bucket WHERE scope = ? AND bucket >= ? AND bucket <= ?");
        this.delete = cql.prepare("DELETE FROM postern_event_index WHERE scope = ? AND bucket = ? AND message_id = ?");
        this.deleteBuckets = cql.prepare("DELETE FROM postern_event_bucket WHERE scope = ?");
    }

    private static String scopeOf(IndexTerm term) {
        return term.field().name() + "/" + term.value();
    }

    void add(List<Event> events) {
        Set<Entry> entries = new LinkedHashSet<>();
        for (Event event : events) {
            if (MessageId.isValid(event.messageId())) {
                Instant time = MessageId.time(event.messageId());
                for (IndexTerm term : IndexTerm.of(event)) {
                    entries.add(new Entry(new Place(term, term.field().bucket(time)), event.messageId()));
                }
            }
        }
        entries.removeIf(entry -> written.has(entry) || timeToLive(entry) <= 0);
        if (entries.isEmpty()) {
            return;
        }
        Map<Place, List<BoundStatement>> byPlace = new LinkedHashMap<>();
        entries.forEach(entry -> byPlace.computeIfAbsent(entry.place(), place -> new ArrayList<>())
            .add(insert.bind(entry.place().scope(), entry.place().bucket(), entry.messageId(), timeToLive(entry))));
        SmallWrites writes = new SmallWrites(cql, REQUESTS_UNDER_WAY);
        List<Place> fresh = byPlace.keySet().stream().filter(place -> !place.term().field().sparse() && !used.has(place)).toList();
        fresh.forEach(place -> writes.write(List.of(insertBucket.bind(place.scope(), place.bucket(), timeToLive))));
        byPlace.values().forEach(ofOnePlace -> {
            for (int i = 0; i < ofOnePlace.size(); i += BATCH) {
                writes.write(ofOnePlace.subList(i, Math.min(i + BATCH, ofOnePlace.size())));
            }
        });
        writes.drain();
        fresh.forEach(used::add);
        entries.forEach(written::add);
    }

    /** Seconds; none or less when addresses of the message are not to be known any more. */
    private int timeToLive(Entry entry) {
        boolean ofAddress = entry.place().term().field() == IndexField.RECIPIENT || entry.place().term().field() == IndexField.SENDER;
        if (!ofAddress || addresses.compareTo(lifetime) >= 0) {
            return timeToLive;
        }
        return (int) Duration.between(Instant.now(), MessageId.time(entry.messageId()).plus(addresses)).toSeconds();
    }

    /** Has a message no longer found by these terms. */
    void remove(String messageId, Set<IndexTerm> terms) {
        if (!MessageId.isValid(messageId)) {
            return;
        }
        WriteWindow writes = new WriteWindow(cql, REQUESTS_UNDER_WAY);
        terms.forEach(term -> writes.write(delete.bind(scopeOf(term), term.field().bucket(MessageId.time(messageId)), messageId)));
        writes.drain();
        written.removeIf(entry -> entry.messageId().equals(messageId));
    }

    /** Strikes a term off the list of those in use. */
    void forget(IndexTerm term) {
        cql.execute(deleteBuckets.bind(scopeOf(term)));
        used.removeIf(place -> place.term().equals(term));
    }

    List<String> ids(IndexTerm term, Instant from, Instant to, Optional<String> below, int limit) {
        String lowest = MessageId.first(from);
        String last = MessageId.first(to);
        String end = below.filter(id -> id.compareTo(last) < 0).orElse(last);
        if (lowest.compareTo(end) >= 0) {
            return List.of();
        }
        return Cql.guard(() -> {
            List<Instant> buckets = buckets(term, from, MessageId.time(end));
            List<String> ids = new ArrayList<>();
            // most have enough in the newest; who has little is asked for in the rest without waiting for each
            int width = FIRST_BUCKETS;
            for (int i = 0; i < buckets.size() && ids.size() < limit; i += width) {
                width = i == 0 ? FIRST_BUCKETS : MORE_BUCKETS;
                read(term, buckets.subList(i, Math.min(i + width, buckets.size())), lowest, end, limit, ids);
            }
            return ids;
        });
    }

    private void read(IndexTerm term, List<Instant> buckets, String lowest, String end, int limit, List<String> ids) {
        List<CompletionStage<AsyncResultSet>> answers = buckets.stream()
            .map(bucket -> cql.start(select.bind(scopeOf(term), bucket, lowest, end, limit)))
            .toList();
        for (CompletionStage<AsyncResultSet> answer : answers) {
            AsyncResultSet page = Cql.await(answer);
            while (true) {
                for (Row row : page.currentPage()) {
                    if (ids.size() < limit) {
                        ids.add(row.getString("message_id"));
                    }
                }
                if (!page.hasMorePages() || ids.size() >= limit) {
                    break;
                }
                page = Cql.await(page.fetchNextPage());
            }
        }
    }

    /** Buckets in which the term may be, the newest first. */
    private List<Instant> buckets(IndexTerm term, Instant from, Instant end) {
        Instant first = term.field().bucket(from);
        Instant last = term.field().bucket(end);
        List<Instant> buckets = new ArrayList<>();
        if (term.field().sparse()) {
            for (Instant bucket = last; !bucket.isBefore(first); bucket = term.field().before(bucket)) {
                buckets.add(bucket);
            }
        } else {
            for (Row row : cql.execute(selectBuckets.bind(scopeOf(term), first, last))) {
                buckets.add(row.getInstant("bucket"));
            }
        }
        return buckets;
    }
}
