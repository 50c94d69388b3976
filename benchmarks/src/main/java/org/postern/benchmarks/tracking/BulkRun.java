// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.tracking;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Does much of one kind with a few batches under way, as several nodes would, and tells twice a minute how long it will take. */
final class BulkRun implements AutoCloseable {
    private static final long PAUSE = Duration.ofSeconds(30).toNanos();

    private final String what;
    private final long wanted;
    private final PrintStream out;
    private final ExecutorService threads;
    private final Semaphore free;
    private final AtomicLong done = new AtomicLong();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final long start = System.nanoTime();
    private long toldAt = start;

    /**
     * Begins.
     *
     * @param what   the plural of what is counted
     * @param wanted how many there will be
     * @param width  batches under way at once
     */
    BulkRun(String what, long wanted, int width, PrintStream out) {
        this.what = what;
        this.wanted = wanted;
        this.out = out;
        this.threads = Executors.newFixedThreadPool(width);
        this.free = new Semaphore(width + 1);
    }

    /** Has a batch done, soon; fails when an earlier one has failed. */
    void submit(int amount, Runnable batch) {
        free.acquireUninterruptibly();
        check();
        threads.execute(() -> {
            try {
                batch.run();
                done.addAndGet(amount);
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                free.release();
            }
        });
        tell();
    }

    /** Waits for the end of all batches, and says how many a second were done. */
    double finish() {
        threads.shutdown();
        try {
            while (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
                tell();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        check();
        double perSecond = done.get() / seconds();
        out.printf("%d %s in %.0f s, %.0f/s%n", done.get(), what, seconds(), perSecond);
        return perSecond;
    }

    long done() {
        return done.get();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void tell() {
        long now = System.nanoTime();
        if (now - toldAt >= PAUSE && done.get() > 0) {
            toldAt = now;
            out.printf("%d %s after %.0f s, %.0f s left%n", done.get(), what, seconds(),
                Math.max(0, wanted - done.get()) * seconds() / done.get());
        }
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    private void check() {
        if (failure.get() != null) {
            throw failure.get();
        }
    }
}
