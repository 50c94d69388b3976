// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.folder;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the folder's work beside the way of mail, on few threads, with a bounded queue, and again after a while when it failed. What is
 * given up at last is left to reconciliation.
 */
public final class FolderTasks implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(FolderTasks.class);
    private static final int THREADS = 2;
    private static final int MOST_WAITING = 10_000;
    private static final List<Duration> RETRIES = List.of(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1));

    private final ScheduledThreadPoolExecutor executor;
    private final List<Duration> retries;

    public FolderTasks() {
        this(RETRIES);
    }

    FolderTasks(List<Duration> retries) {
        this.retries = retries;
        this.executor = new ScheduledThreadPoolExecutor(THREADS, work -> {
            Thread thread = new Thread(work, "postern-folder");
            thread.setDaemon(true);
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Runs work soon; returns at once and never throws.
     *
     * @param what for the log
     * @param work is told how often it was tried before
     */
    public void run(String what, IntConsumer work) {
        if (executor.getQueue().size() >= MOST_WAITING) {
            LOGGER.warn("Too much is waiting to be done in users' folders; left to reconciliation: {}", what);
            return;
        }
        schedule(what, work, 0, Duration.ZERO);
    }

    /** Repeats work with a pause in between; failures are logged and do not end it. */
    public void repeat(String what, Duration first, Duration pause, Runnable work) {
        try {
            executor.scheduleWithFixedDelay(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOGGER.warn("Could not {}; trying again in {}", what, pause, e);
                }
            }, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOGGER.debug("Stopping: will not {}", what, e);
        }
    }

    private void schedule(String what, IntConsumer work, int attempt, Duration delay) {
        try {
            executor.schedule(() -> attempt(what, work, attempt), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOGGER.debug("Stopping; left to reconciliation: {}", what, e);
        }
    }

    private void attempt(String what, IntConsumer work, int attempt) {
        try {
            work.accept(attempt);
        } catch (RuntimeException e) {
            if (attempt < retries.size()) {
                LOGGER.info("Could not {}, trying again in {}: {}", what, retries.get(attempt), e.toString());
                schedule(what, work, attempt + 1, retries.get(attempt));
            } else {
                LOGGER.warn("Could not {} in a user's folder; left to reconciliation", what, e);
            }
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
