// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.statistics;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts every half minute, every five minutes counts again what has changed and sums up days, and every hour months. One node does it
 * for all; two that did it by mistake
 * would do the same.
 */
public final class Counting implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Counting.class);
    private static final long SECONDS = 30;
    private static final int DAYS_EVERY = 10;
    private static final int MONTHS_EVERY = 120;
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Rollup rollup;
    private final StatisticsStore store;
    private final UUID owner = UUID.randomUUID();
    private final ScheduledExecutorService timer;
    private int runs;

    public Counting(Rollup rollup, StatisticsStore store) {
        this.rollup = rollup;
        this.store = store;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "postern-statistics");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to count; to be called once. */
    public void start() {
        timer.scheduleWithFixedDelay(this::run, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    private void run() {
        try {
            if (store.lease(owner, LEASE)) {
                rollup.countNew();
                if (runs % DAYS_EVERY == 0) {
                    rollup.countLate();
                    rollup.sumUp(Tier.DAY);
                }
                if (runs % MONTHS_EVERY == 0) {
                    rollup.sumUp(Tier.MONTH);
                }
                runs++;
            }
        } catch (RuntimeException e) {
            LOGGER.warn("Messages cannot be counted now, trying again in {} s: {}", SECONDS, e.toString());
        }
    }

    /** Ends counting; what is not yet counted is counted by the next node, or after the next start. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}
