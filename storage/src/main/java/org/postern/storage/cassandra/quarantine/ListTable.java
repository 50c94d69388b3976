// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ListPosition;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.TimeToLive;
import org.postern.storage.cassandra.session.WriteWindow;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/**
 * The tables {@code postern_quarantine_list} and {@code postern_quarantine_bucket}. The second says which buckets of a list hold
 * anything, so that a list of a long time walks over what there is and not over every empty hour.
 */
final class ListTable {
    private static final int WRITES_UNDER_WAY = 32;

    /** Cassandra warns of requests that write to more partitions. */
    private static final int TOGETHER = 10;

    private final Cql cql;
    private final PreparedStatement insert;
    private final PreparedStatement insertBucket;
    private final PreparedStatement markDecided;
    private final PreparedStatement selectBuckets;
    private final PreparedStatement entries;
    private final WrittenKeys<Bucket> buckets = new WrittenKeys<>();

    ListTable(Cql cql) {
        this.cql = cql;
        this.insert = cql.prepare("INSERT INTO postern_quarantine_list (scope, bucket, quarantined_at, item_id, kind)"
            + " VALUES (?, ?, ?, ?, ?) USING TTL ?");
        this.insertBucket = cql.prepare("INSERT INTO postern_quarantine_bucket (scope, bucket, expiry_day) VALUES (?, ?, ?) USING TTL ?");
        this.markDecided = cql.prepare("UPDATE postern_quarantine_list USING TTL ? SET decided = ?"
            + " WHERE scope = ? AND bucket = ? AND quarantined_at = ? AND item_id = ?");
        this.selectBuckets = cql.prepare("SELECT bucket FROM postern_quarantine_bucket WHERE scope = ? AND bucket <= ? AND bucket >= ?");
        this.entries = cql.prepare("SELECT quarantined_at, item_id, kind, decided FROM postern_quarantine_list"
            + " WHERE scope = ? AND bucket = ? AND (quarantined_at, item_id) < (?, ?) AND (quarantined_at) >= (?)");
    }

    /** Enters the items in their lists, and waits. */
    void add(List<QuarantineItem> items, Instant now) {
        WriteWindow writes = new WriteWindow(cql, WRITES_UNDER_WAY);
        Set<Bucket> opened = add(items, now, writes);
        writes.drain();
        remember(opened);
    }

    /** The same, beside other writes; the buckets opened are to be remembered once these are done. */
    Set<Bucket> add(List<QuarantineItem> items, Instant now, WriteWindow writes) {
        Set<Bucket> missing = buckets.missing(items.stream()
            .flatMap(item -> ListScope.of(item).stream().map(scope -> Bucket.of(scope, item))));
        List<BoundStatement> rows = new ArrayList<>();
        missing.forEach(bucket -> rows.add(bind(bucket, now)));
        items.forEach(item -> ListScope.of(item).forEach(scope -> rows.add(insert.bind(scope.name(),
            scope.bucketOf(item.quarantinedAt()), item.quarantinedAt(), item.id().value(), item.kind().name(),
            TimeToLive.seconds(now, item.expiresAt())))));
        // The rows are small, and a request costs Cassandra more than what it writes.
        for (int i = 0; i < rows.size(); i += TOGETHER) {
            writes.write(cql.together(rows.subList(i, Math.min(i + TOGETHER, rows.size()))));
        }
        return missing;
    }

    /** Spares later items the writing of these buckets, which live to the end of the day in their key whoever wrote them. */
    void remember(Set<Bucket> opened) {
        buckets.add(opened);
    }

    /**
     * Spares later lists the look at an item that is released or deleted. A mark and not a deletion: hours full of tombstones would
     * make the lists slow and, in the end, unreadable.
     */
    void mark(QuarantineItem item, boolean decided, Instant now) {
        WriteWindow writes = new WriteWindow(cql, WRITES_UNDER_WAY);
        ListScope.of(item).forEach(scope -> writes.write(markDecided.bind(TimeToLive.seconds(now, item.expiresAt()), decided,
            scope.name(), scope.bucketOf(item.quarantinedAt()), item.quarantinedAt(), item.id().value())));
        writes.drain();
    }

    /** Begins to read the buckets in use, newest first; one may come several times in a row. */
    Iterator<Instant> buckets(ListScope scope, Instant from, Instant upTo) {
        return new RowIterator<>(cql.start(selectBuckets.bind(scope.name(), scope.bucketOf(upTo), scope.bucketOf(from))),
            row -> row.getInstant("bucket"));
    }

    /**
     * Begins to read the entries of one bucket after a position, newest first, down to {@code from} inclusive.
     *
     * @param pageSize how many are fetched at once
     */
    Iterator<ListEntry> entries(ListScope scope, Instant bucket, ListStart start, Instant from, int pageSize) {
        return new RowIterator<>(cql.start(entries.bind(scope.name(), bucket, start.before(), start.beforeId(), from)
            .setPageSize(pageSize)), ListTable::read);
    }

    /** A row without its kind is the remainder of an entry that has expired: it counts as decided. */
    private static ListEntry read(Row row) {
        ListPosition position = new ListPosition(row.getInstant("quarantined_at"), new ItemId(row.getString("item_id")));
        if (row.isNull("kind")) {
            return new ListEntry(position, QuarantineKind.SPAM, true);
        }
        return new ListEntry(position, QuarantineKind.valueOf(row.getString("kind")), row.getBoolean("decided"));
    }

    private BoundStatement bind(Bucket bucket, Instant now) {
        Instant end = bucket.expiryDay().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return insertBucket.bind(bucket.scope(), bucket.start(), bucket.expiryDay(),
            TimeToLive.seconds(now, end.plus(Duration.ofHours(1))));
    }

    /** An hour or a day of a list that holds items which expire on a certain day. */
    record Bucket(String scope, Instant start, LocalDate expiryDay) {
        static Bucket of(ListScope scope, QuarantineItem item) {
            return new Bucket(scope.name(), scope.bucketOf(item.quarantinedAt()),
                LocalDate.ofInstant(item.expiresAt(), ZoneOffset.UTC));
        }
    }
}
