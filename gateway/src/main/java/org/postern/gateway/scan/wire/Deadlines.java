// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.wire;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs short actions when a limit is over. One daemon thread serves all exchanges, because an action only closes a
 * socket.
 */
public final class Deadlines implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer = timer();

    /** Runs the action after the delay, unless the future is cancelled before. */
    public Future<?> after(Duration delay, Runnable action) {
        return timer.schedule(action, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "postern-scan-deadline");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
