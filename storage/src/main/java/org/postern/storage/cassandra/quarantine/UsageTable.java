// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantineUsage;
import org.postern.storage.cassandra.session.Cql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/**
 * The table {@code postern_quarantine_usage}: counters by kind and by domain, each by the day on which its items expire, since counters
 * know no lifetime. Changes are summed up here and written every few seconds, so that counting costs the mail nothing; what a crash
 * loses, or a lost answer doubles, is gone with the items' day.
 */
final class UsageTable {
    static final String KINDS = "kind";
    static final String DOMAINS = "domain";

    private static final Logger LOGGER = LoggerFactory.getLogger(UsageTable.class);
    private static final Duration FLUSH_EVERY = Duration.ofSeconds(5);

    private final Cql cql;
    private final PreparedStatement add;
    private final PreparedStatement select;
    private final PreparedStatement delete;
    private Map<Key, Change> changes = new HashMap<>();
    private Instant nextFlush = Instant.MIN;
    /** Ends when all that was sent so far has been answered, well or badly. */
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

    private record Key(String realm, String name, LocalDate expiryDay) {
    }

    private record Change(long items, long bytes) {
        Change plus(Change other) {
            return new Change(items + other.items, bytes + other.bytes);
        }
    }

    UsageTable(Cql cql) {
        this.cql = cql;
        this.add = cql.prepare("UPDATE postern_quarantine_usage SET items = items + ?, bytes = bytes + ?"
            + " WHERE realm = ? AND name = ? AND expiry_day = ?");
        this.select = cql.prepare("SELECT name, expiry_day, items, bytes FROM postern_quarantine_usage WHERE realm = ?");
        this.delete = cql.prepare("DELETE FROM postern_quarantine_usage WHERE realm = ? AND name = ? AND expiry_day = ?");
    }

    /** Counts an item in or out. */
    synchronized void count(QuarantineItem item, int sign) {
        LocalDate day = LocalDate.ofInstant(item.expiresAt(), ZoneOffset.UTC);
        Change change = new Change(sign, sign * item.size());
        changes.merge(new Key(KINDS, item.kind().name(), day), change, Change::plus);
        changes.merge(new Key(DOMAINS, item.domain(), day), change, Change::plus);
    }

    /** Writes what was counted if that was not done for some seconds; does not wait for the database. */
    void flushIfDue(Instant now) {
        synchronized (this) {
            if (now.isBefore(nextFlush)) {
                return;
            }
            nextFlush = now.plus(FLUSH_EVERY);
        }
        flush();
    }

    /** Writes what was counted; does not wait for the database. */
    void flush() {
        Map<Key, Change> taken;
        CompletableFuture<Void> answered = new CompletableFuture<>();
        synchronized (this) {
            taken = changes;
            changes = new HashMap<>();
            sent = CompletableFuture.allOf(sent, answered);
        }
        CompletableFuture.allOf(taken.entrySet().stream().map(entry -> send(entry.getKey(), entry.getValue()))
            .toArray(CompletableFuture[]::new)).whenComplete((done, failure) -> answered.complete(null));
    }

    private CompletableFuture<?> send(Key key, Change change) {
        try {
            // A counter's change must not be sent twice.
            return cql.start(add.bind(change.items(), change.bytes(), key.realm(), key.name(), key.expiryDay()).setIdempotent(false))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOGGER.warn("The usage of the quarantine by {} could not be counted: {}", key.name(), failure.toString());
                    }
                }).toCompletableFuture();
        } catch (RuntimeException e) {
            // Whatever it is, who reads waits for an answer.
            LOGGER.warn("The usage of the quarantine by {} could not be counted: {}", key.name(), e.toString());
            return CompletableFuture.completedFuture(null);
        }
    }

    private synchronized CompletableFuture<?> sent() {
        return sent;
    }

    /** Sums of a realm, with all that this node has counted; days that are over are removed. */
    List<QuarantineUsage> read(String realm, Instant now) {
        flush();
        Cql.await(sent());
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Map<String, Change> sums = Cql.guard(() -> {
            Map<String, Change> found = new HashMap<>();
            for (Row row : cql.execute(select.bind(realm))) {
                LocalDate day = row.getLocalDate("expiry_day");
                if (day.isBefore(today)) {
                    cql.start(delete.bind(realm, row.getString("name"), day));
                } else {
                    found.merge(row.getString("name"), new Change(row.getLong("items"), row.getLong("bytes")), Change::plus);
                }
            }
            return found;
        });
        List<QuarantineUsage> usage = new ArrayList<>();
        sums.forEach((name, sum) -> {
            if (sum.items() > 0) {
                usage.add(new QuarantineUsage(name, sum.items(), Math.max(0, sum.bytes())));
            }
        });
        return usage;
    }
}
