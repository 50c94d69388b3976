// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.greylist;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.postern.gateway.StorageUnavailableException;
import org.postern.storage.cassandra.session.Cql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.datastax.oss.driver.api.core.cql.BoundStatement;

/**
 * Writes what no mail waits for, some together, for a request costs the database more than what it writes. A busy gateway renews an entry
 * for nearly every recipient.
 */
final class Renewals {
    private static final Logger LOGGER = LoggerFactory.getLogger(Renewals.class);
    /** Cassandra warns of requests that write more. */
    private static final int TOGETHER = 10;
    private static final int AT_A_TIME = 16;
    private static final long LONGEST_MILLIS = 20;

    private final Cql cql;
    private final Executor later = CompletableFuture.delayedExecutor(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
    private final Queue<BoundStatement> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Semaphore free = new Semaphore(AT_A_TIME);
    private final AtomicBoolean stalled = new AtomicBoolean();

    Renewals(Cql cql) {
        this.cql = cql;
    }

    /** Writes it within a moment; false, and nothing done, when the database is slower than mail comes. */
    boolean add(BoundStatement statement) {
        if (count.get() >= TOGETHER && free.availablePermits() == 0) {
            return false;
        }
        waiting.add(statement);
        int waits = count.incrementAndGet();
        if (waits >= TOGETHER) {
            write();
        } else if (waits == 1) {
            later.execute(this::write);
        }
        return true;
    }

    private void write() {
        while (count.get() > 0) {
            if (!free.tryAcquire()) {
                // Whoever ends first goes on with what waits, unless all have ended meanwhile.
                stalled.set(true);
                if (free.availablePermits() == 0) {
                    return;
                }
                continue;
            }
            List<BoundStatement> together = take();
            if (together.isEmpty()) {
                free.release();
                return;
            }
            try {
                cql.start(cql.together(together)).whenComplete((done, failure) -> ended(together.size(), failure));
            } catch (StorageUnavailableException e) {
                ended(together.size(), e);
            }
        }
    }

    private List<BoundStatement> take() {
        List<BoundStatement> together = new ArrayList<>(TOGETHER);
        for (BoundStatement next = waiting.poll(); next != null; next = waiting.poll()) {
            together.add(next);
            if (together.size() == TOGETHER) {
                break;
            }
        }
        count.addAndGet(-together.size());
        return together;
    }

    private void ended(int writes, Throwable failure) {
        free.release();
        if (failure != null) {
            LOGGER.warn("{} greylist entries are not renewed: {}", writes, failure.getMessage());
        }
        if (stalled.getAndSet(false)) {
            write();
        }
    }
}
