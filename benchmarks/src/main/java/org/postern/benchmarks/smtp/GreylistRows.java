// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.smtp;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import org.postern.gateway.greylist.GreylistEntry;
import org.postern.gateway.greylist.GreylistStore;
import org.postern.gateway.greylist.GreylistTriplet;

/**
 * The triplets that a measurement asks about, each made from its number alone: eight in nine have passed, one waits. They are written as
 * the store writes them, but many in one request and many requests at a time, since it is not the writing that is measured; some are read
 * back through the store.
 */
final class GreylistRows {
    private static final int IN_REQUEST = 20;
    private static final int AT_A_TIME = 32;
    private static final int MOST_TRIES = 50;
    private static final int READ_BACK = 1000;
    private static final Duration LIFETIME = Duration.ofDays(36);
    private static final Duration RENEWAL = LIFETIME.dividedBy(100);
    private static final int RENEWAL_PARTS = 1000;
    private static final long PRIME = 7919;
    private static final Duration SORTING = Duration.ofMinutes(2);
    private static final long TOLD_EACH_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final CqlSession session;
    private final PreparedStatement insert;
    private final Semaphore free = new Semaphore(AT_A_TIME);
    private final Queue<BatchStatement> failed = new ConcurrentLinkedQueue<>();

    GreylistRows(CqlSession session) {
        this.session = session;
        this.insert = session.prepare("INSERT INTO postern_greylist (network, sender, recipient, first_seen, passed, expires_at)"
            + " VALUES (?, ?, ?, ?, ?, ?) USING TTL ?");
    }

    /** Writes the first so many, and waits until the database has sorted them, as that of a gateway that has run for long has. */
    void write(int rows, Instant now, PrintStream out) throws InterruptedException {
        long begin = System.nanoTime();
        long told = begin;
        for (int from = 0; from < rows; from += IN_REQUEST) {
            free.acquire();
            BatchStatement request = request(from, Math.min(rows, from + IN_REQUEST), now);
            session.executeAsync(request).whenComplete((done, failure) -> {
                if (failure != null) {
                    failed.add(request);
                }
                free.release();
            });
            if (System.nanoTime() - told > TOLD_EACH_NANOS) {
                told = System.nanoTime();
                out.printf("%,d of %,d triplets are on their way after %d s%n", from, rows, TimeUnit.NANOSECONDS.toSeconds(told - begin));
            }
            if (!failed.isEmpty()) {
                repeat();
            }
        }
        free.acquire(AT_A_TIME);
        repeat();
        free.release(AT_A_TIME);
        out.printf("%,d triplets written in %d s%n", rows, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
        awaitSorting(out);
    }

    /** Looks whether the store finds them, and as what they were written. */
    static void check(GreylistStore store, int rows, Instant now) {
        for (long i = 0; i < rows; i += Math.max(1, rows / READ_BACK)) {
            Optional<GreylistEntry> found = store.find(triplet(i), now);
            if (!found.equals(Optional.of(entry(i, now)))) {
                throw new IllegalStateException("triplet " + i + " was written as " + entry(i, now) + " and is read as " + found);
            }
        }
    }

    static String client(long number) {
        return "198." + (18 + number % 2) + "." + number / 2 % 256 + ".0";
    }

    /** The digits must not stand alone: those that do are left out of triplets. */
    static String sender(long number) {
        return "sender" + Long.toString(number, 36) + "x@s" + number % 10_000 + ".test";
    }

    static String recipient(long number) {
        return "user" + number % 5000 + "@here.test";
    }

    private static GreylistTriplet triplet(long number) {
        return new GreylistTriplet(client(number) + "/24", sender(number), recipient(number));
    }

    private static GreylistEntry entry(long number, Instant now) {
        boolean passed = number % 9 != 0;
        // Evenly spread over the time after which a use is written down again, as the entries of a gateway that has run for long are.
        Duration sinceRenewal = RENEWAL.multipliedBy(number * PRIME % RENEWAL_PARTS).dividedBy(RENEWAL_PARTS);
        return passed ? new GreylistEntry(now.minus(Duration.ofDays(1)), now.plus(LIFETIME).minus(sinceRenewal), true)
            : new GreylistEntry(now, now.plus(Duration.ofDays(2)), false);
    }

    private BatchStatement request(int from, int to, Instant now) {
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED).setTimeout(Duration.ofSeconds(30)).setIdempotence(true);
        for (int i = from; i < to; i++) {
            GreylistTriplet triplet = triplet(i);
            GreylistEntry entry = entry(i, now);
            batch.addStatement(insert.bind(triplet.network(), triplet.sender(), triplet.recipient(), entry.firstSeen(), entry.passed(),
                entry.expiresAt(), (int) Duration.between(now, entry.expiresAt()).toSeconds()));
        }
        return batch.build();
    }

    /** A machine that is busy with other things makes Cassandra miss its own deadlines while so much is written at once. */
    private void repeat() {
        for (BatchStatement request = failed.poll(); request != null; request = failed.poll()) {
            for (int tries = 1; true; tries++) {
                try {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
                    session.execute(request);
                    break;
                } catch (DriverException e) {
                    if (tries == MOST_TRIES) {
                        throw e;
                    }
                }
            }
        }
    }

    private void awaitSorting(PrintStream out) {
        long begin = System.nanoTime();
        int quiet = 0;
        while (quiet < 3 && System.nanoTime() - begin < SORTING.toNanos()) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            boolean sorting = session.execute(SimpleStatement.newInstance("SELECT task_id FROM system_views.sstable_tasks")).one() != null;
            quiet = sorting ? 0 : quiet + 1;
        }
        out.printf("Cassandra was busy with them for another %d s%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
    }
}
