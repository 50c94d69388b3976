// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;

import org.postern.gateway.quarantine.ItemId;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.TimeToLive;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.uuid.Uuids;

/**
 * The table {@code postern_quarantine_releasing}, written before the decision it names is taken, so that no release can be under way
 * without a line here. A line counts only while the item still carries that very decision.
 */
final class ReleasingTable {
    /** Releases that a server left behind are found by one that starts within this time. */
    static final int DAYS = 60;

    private final Cql cql;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement delete;

    /**
     * A release somebody has begun.
     *
     * @param id       the item
     * @param decision by which it was begun
     */
    record Line(ItemId id, UUID decision) {
    }

    ReleasingTable(Cql cql) {
        this.cql = cql;
        this.insert = cql.prepare("INSERT INTO postern_quarantine_releasing (day, item_id, decision) VALUES (?, ?, ?) USING TTL ?");
        this.select = cql.prepare("SELECT item_id, decision FROM postern_quarantine_releasing WHERE day = ?");
        this.delete = cql.prepare("DELETE FROM postern_quarantine_releasing WHERE day = ? AND item_id = ? AND decision = ?");
    }

    void add(Line line, Instant now, Instant expiresAt) {
        cql.execute(insert.bind(dayOf(line), line.id().value(), line.decision(), TimeToLive.seconds(now, expiresAt)));
    }

    void remove(Line line) {
        cql.execute(delete.bind(dayOf(line), line.id().value(), line.decision()));
    }

    /** All lines, oldest day first. */
    List<Line> all(Instant now) {
        // decisions are dated by this machine's clock, which may run a little ahead of another node's
        LocalDate last = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1);
        List<CompletionStage<AsyncResultSet>> days = LongStream.rangeClosed(-DAYS, 0)
            .mapToObj(offset -> cql.start(select.bind(last.plusDays(offset))))
            .toList();
        List<Line> lines = new ArrayList<>();
        days.forEach(day -> read(Cql.await(day), lines));
        return lines;
    }

    private static void read(AsyncResultSet firstPage, List<Line> lines) {
        AsyncResultSet page = firstPage;
        while (true) {
            for (Row row : page.currentPage()) {
                lines.add(new Line(new ItemId(row.getString("item_id")), row.getUuid("decision")));
            }
            if (!page.hasMorePages()) {
                return;
            }
            page = Cql.await(page.fetchNextPage());
        }
    }

    private static LocalDate dayOf(Line line) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(Uuids.unixTimestamp(line.decision())), ZoneOffset.UTC);
    }
}
