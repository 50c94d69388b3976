// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantineStore;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.TimeToLive;
import org.postern.storage.cassandra.session.WriteWindow;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;

/**
 * The table {@code postern_quarantine_recipient}: who was sent anything that was put into quarantine on a day. What this node has written
 * it does not write again, so that it costs a write for each recipient and day and not for each message.
 */
final class RecipientTable {
    private static final int SHARDS = 16;
    private static final int WRITES_UNDER_WAY = 32;
    private static final int LIFETIME = TimeToLive.seconds(QuarantineStore.RECIPIENTS_REMEMBERED);

    private final Cql cql;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final WrittenKeys<Key> written = new WrittenKeys<>();

    private record Key(LocalDate day, String recipient) {
        static Key of(QuarantineItem item) {
            return new Key(RecipientTable.day(item.quarantinedAt()), item.recipient().toLowerCase(Locale.ROOT));
        }

        int shard() {
            return Math.floorMod(recipient.hashCode(), SHARDS);
        }
    }

    RecipientTable(Cql cql) {
        this.cql = cql;
        this.insert = cql.prepare("INSERT INTO postern_quarantine_recipient (day, shard, recipient) VALUES (?, ?, ?) USING TTL ?");
        this.select = cql.prepare("SELECT recipient FROM postern_quarantine_recipient WHERE day = ? AND shard = ?");
    }

    void add(List<QuarantineItem> items) {
        Set<Key> missing = written.missing(items.stream().map(Key::of));
        WriteWindow writes = new WriteWindow(cql, WRITES_UNDER_WAY);
        missing.forEach(key -> writes.write(insert.bind(key.day(), key.shard(), key.recipient(), LIFETIME)));
        writes.drain();
        written.add(missing);
    }

    Set<String> between(Instant from, Instant to) {
        Set<String> recipients = new HashSet<>();
        for (LocalDate day = day(from); !day.isAfter(day(to)); day = day.plusDays(1)) {
            List<CompletionStage<AsyncResultSet>> reads = new ArrayList<>();
            for (int shard = 0; shard < SHARDS; shard++) {
                reads.add(cql.start(select.bind(day, shard)));
            }
            reads.forEach(read -> collect(Cql.await(read), recipients));
        }
        return recipients;
    }

    private static void collect(AsyncResultSet first, Set<String> recipients) {
        for (AsyncResultSet page = first;; page = Cql.await(page.fetchNextPage())) {
            page.currentPage().forEach(row -> recipients.add(row.getString("recipient")));
            if (!page.hasMorePages()) {
                return;
            }
        }
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
