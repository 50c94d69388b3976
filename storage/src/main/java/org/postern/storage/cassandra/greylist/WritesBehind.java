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
 * Writes what no mail waits for, some together, for a request costs the database more than what it writes, and each write that somebody
 * waits for waits for the disk. Once the database has refused some, nothing is taken until it takes some again: who gives it is to learn
 * that nothing is remembered.
 */
final class WritesBehind {
    private static final Logger LOGGER = LoggerFactory.getLogger(WritesBehind.class);
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
    private final AtomicBoolean refused = new AtomicBoolean();

    WritesBehind(Cql cql) {
        this.cql = cql;
    }

    /** Writes it within a moment; false, and nothing done, when the database is slower than mail comes, or takes nothing. */
    boolean add(BoundStatement statement) {
        if (refused.get() || count.get() >= TOGETHER && free.availablePermits() == 0) {
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

    /** Somebody who waited has seen a write done. */
    void taken() {
        refused.set(false);
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
        refused.set(failure != null);
        if (failure != null) {
            LOGGER.warn("{} greylist entries are not written: {}", writes, failure.getMessage());
        }
        if (stalled.getAndSet(false)) {
            write();
        }
    }
}
