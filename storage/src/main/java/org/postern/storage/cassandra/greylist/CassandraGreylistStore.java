// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.greylist;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.greylist.GreylistEntry;
import org.postern.gateway.greylist.GreylistStore;
import org.postern.gateway.greylist.GreylistTriplet;
import org.postern.gateway.greylist.WaitingTriplet;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.TimeToLive;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/**
 * Greylist triplets in Cassandra, without locks. Each {@code firstSeen} that any node has written is a row of its own, and a reader
 * joins the rows that are still alive: the earliest {@code firstSeen}, passed if any row has passed, and the latest expiry. Joining is
 * commutative, so it does not matter which of two nodes wrote first, whose clock runs ahead or which write a replica saw last. A later
 * life of the triplet is not dragged back by an earlier one, because the rows of the earlier one have expired. A triplet has as many
 * rows as nodes that met it at once, nearly always one or two (before and after it passed).
 *
 * <p>Times are kept to the millisecond.
 */
public final class CassandraGreylistStore implements GreylistStore {
    private final Cql cql;
    private final WritesBehind behind;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement insertWaiting;
    private final PreparedStatement selectWaiting;

    public CassandraGreylistStore(Cql cql) {
        this.cql = cql;
        this.behind = new WritesBehind(cql);
        this.insert = cql.prepare("INSERT INTO postern_greylist (network, sender, recipient, first_seen, passed, expires_at)"
            + " VALUES (?, ?, ?, ?, ?, ?) USING TTL ?");
        this.select = cql.prepare("SELECT first_seen, passed, expires_at FROM postern_greylist"
            + " WHERE network = ? AND sender = ? AND recipient = ?");
        this.insertWaiting = cql.prepare("INSERT INTO postern_greylist_waiting (hour, first_seen, network, sender, recipient)"
            + " VALUES (?, ?, ?, ?, ?) USING TTL ?");
        this.selectWaiting = cql.prepare("SELECT first_seen, network, sender, recipient FROM postern_greylist_waiting WHERE hour = ?"
            + " AND first_seen > ? LIMIT ?");
    }

    @Override
    public Optional<GreylistEntry> find(GreylistTriplet triplet, Instant now) {
        return Cql.await(seek(triplet, now));
    }

    @Override
    public CompletionStage<Optional<GreylistEntry>> seek(GreylistTriplet triplet, Instant now) {
        try {
            return cql.start(select.bind(triplet.network(), triplet.sender(), triplet.recipient()))
                .thenApply(rows -> joined(rows.currentPage(), now));
        } catch (StorageUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** All rows come with the first page: there are hardly more than two. */
    private static Optional<GreylistEntry> joined(Iterable<Row> rows, Instant now) {
        Optional<GreylistEntry> found = Optional.empty();
        for (Row row : rows) {
            GreylistEntry entry = new GreylistEntry(row.getInstant("first_seen"), row.getInstant("expires_at"), row.getBoolean("passed"));
            if (entry.expiresAt().isAfter(now)) {
                found = Optional.of(found.map(other -> join(other, entry)).orElse(entry));
            }
        }
        return found;
    }

    @Override
    public void save(GreylistTriplet triplet, GreylistEntry entry, Instant now) {
        Cql.await(write(triplet, entry, now));
    }

    @Override
    public CompletionStage<Void> write(GreylistTriplet triplet, GreylistEntry entry, Instant now) {
        try {
            return cql.start(row(triplet, entry, now)).thenAccept(done -> {
                behind.taken();
                list(triplet, entry, now);
            });
        } catch (StorageUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletionStage<Void> writeSoon(GreylistTriplet triplet, GreylistEntry entry, Instant now) {
        // When too much waits already mail had better wait too.
        if (!behind.add(row(triplet, entry, now))) {
            return write(triplet, entry, now);
        }
        list(triplet, entry, now);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public List<WaitingTriplet> waiting(Instant since, Instant now, int most) {
        return Cql.guard(() -> {
            Map<GreylistTriplet, WaitingTriplet> found = new LinkedHashMap<>();
            Instant hour = now.truncatedTo(ChronoUnit.HOURS);
            while (found.size() < most && !hour.plus(1, ChronoUnit.HOURS).isBefore(since)) {
                // Those that have passed since stand there too, so that more are read than wanted.
                for (Row row : cql.execute(selectWaiting.bind(hour, since, most * 10))) {
                    GreylistTriplet triplet = new GreylistTriplet(row.getString("network"), row.getString("sender"),
                        row.getString("recipient"));
                    if (found.size() < most && !found.containsKey(triplet)) {
                        find(triplet, now).filter(entry -> !entry.passed())
                            .ifPresent(entry -> found.put(triplet, new WaitingTriplet(triplet, entry)));
                    }
                }
                hour = hour.minus(1, ChronoUnit.HOURS);
            }
            return List.copyOf(found.values());
        });
    }

    private void list(GreylistTriplet triplet, GreylistEntry entry, Instant now) {
        if (!entry.passed() && !entry.firstSeen().isBefore(now)) {
            // Should it be left out, a list for people lacks a line.
            behind.add(insertWaiting.bind(entry.firstSeen().truncatedTo(ChronoUnit.HOURS), entry.firstSeen(), triplet.network(),
                triplet.sender(), triplet.recipient(), TimeToLive.seconds(now, entry.expiresAt())));
        }
    }

    private BoundStatement row(GreylistTriplet triplet, GreylistEntry entry, Instant now) {
        return insert.bind(triplet.network(), triplet.sender(), triplet.recipient(), entry.firstSeen(), entry.passed(), entry.expiresAt(),
            TimeToLive.seconds(now, entry.expiresAt()));
    }

    private static GreylistEntry join(GreylistEntry one, GreylistEntry other) {
        return new GreylistEntry(
            one.firstSeen().isBefore(other.firstSeen()) ? one.firstSeen() : other.firstSeen(),
            one.expiresAt().isAfter(other.expiresAt()) ? one.expiresAt() : other.expiresAt(),
            one.passed() || other.passed());
    }
}
