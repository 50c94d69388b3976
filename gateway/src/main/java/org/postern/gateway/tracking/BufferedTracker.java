// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events behind the mail path's back: callers put them into a bounded buffer and go on, one thread stores them in batches, and
 * while the store is away the buffer holds them. Only when the buffer is full are events dropped, counted and logged.
 */
public final class BufferedTracker implements Tracker, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(BufferedTracker.class);
    private static final int BATCH = 1000;
    private static final Duration LINGER = Duration.ofMillis(500);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final EventStore store;
    private final Clock clock;
    private final String node;
    private final BlockingQueue<Event> buffer;
    private final AtomicReference<Instant> lastTime = new AtomicReference<>(Instant.MIN);
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong pending = new AtomicLong();
    private final Metric droppedMetric;
    private final Duration closeLimit;
    private final Thread writer;
    private volatile boolean closing;

    /**
     * Starts the writing thread.
     *
     * @param node   name of this node in events
     * @param buffer most events that wait
     */
    public BufferedTracker(EventStore store, Clock clock, String node, int buffer, MetricFactory metrics) {
        this(store, clock, node, buffer, metrics, CLOSE_LIMIT);
    }

    BufferedTracker(EventStore store, Clock clock, String node, int buffer, MetricFactory metrics, Duration closeLimit) {
        this.closeLimit = closeLimit;
        this.store = store;
        this.clock = clock;
        this.node = node;
        this.buffer = new ArrayBlockingQueue<>(buffer);
        this.droppedMetric = metrics.generate("postern.tracking.dropped");
        this.writer = new Thread(this::write, "postern-tracking");
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public void record(String messageId, EventType type, Optional<String> recipient, Map<String, String> details) {
        Event event = new Event(messageId, nextTime(), node, type, recipient, details);
        pending.incrementAndGet();
        if (closing || !buffer.offer(event)) {
            pending.decrementAndGet();
            countDropped(1);
        }
    }

    /** Events lost because the buffer was full, or because the store stayed away until the end. */
    public long dropped() {
        return dropped.get();
    }

    /** Events that wait to be stored. */
    public long pending() {
        return pending.get();
    }

    /** Stores what waits, for at most ten seconds, and ends the thread. */
    @Override
    public void close() {
        closing = true;
        writer.interrupt();
        try {
            writer.join(closeLimit.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long left = pending.getAndSet(0);
        if (left > 0) {
            countDropped(left);
        }
    }

    /** Distinct and increasing for this node, so that the order of what it did never depends on the clock's grain. */
    private Instant nextTime() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return lastTime.updateAndGet(last -> now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS));
    }

    private void write() {
        List<Event> batch = new ArrayList<>(BATCH);
        Instant deadline = Instant.MAX;
        while (!closing || !buffer.isEmpty() || !batch.isEmpty()) {
            if (closing && deadline == Instant.MAX) {
                deadline = Instant.now().plus(closeLimit);
            }
            if (Instant.now().isAfter(deadline)) {
                return;
            }
            try {
                fill(batch);
                if (!batch.isEmpty() && !stored(batch)) {
                    TimeUnit.MILLISECONDS.sleep(RETRY_PAUSE.toMillis());
                }
            } catch (InterruptedException e) {
                // Closing: go on until the buffer is empty. Nobody else interrupts this thread.
                LOGGER.debug("Closing with {} events left", pending.get());
            }
        }
    }

    /**
     * Waits a moment for more after the first event: the steps of one message follow each other closely, and stored together they cost
     * the store one write instead of one each.
     */
    private void fill(List<Event> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            Event first = closing ? buffer.poll() : buffer.take();
            if (first != null) {
                batch.add(first);
            }
        }
        long end = System.nanoTime() + (closing ? 0 : LINGER.toNanos());
        buffer.drainTo(batch, BATCH - batch.size());
        while (batch.size() < BATCH && !closing) {
            Event next = buffer.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            batch.add(next);
            buffer.drainTo(batch, BATCH - batch.size());
        }
    }

    private boolean stored(List<Event> batch) {
        try {
            store.append(List.copyOf(batch));
            pending.addAndGet(-batch.size());
            batch.clear();
            return true;
        } catch (RuntimeException e) {
            LOGGER.warn("Cannot store {} events, trying again ({} wait): {}", batch.size(), pending.get(), e.toString());
            return false;
        }
    }

    private void countDropped(long number) {
        long before = dropped.getAndAdd(number);
        droppedMetric.add((int) Math.min(number, Integer.MAX_VALUE));
        if (before == 0 || Long.numberOfTrailingZeros(Long.highestOneBit(before)) != Long.numberOfTrailingZeros(
            Long.highestOneBit(before + number))) {
            LOGGER.error("Dropped {} tracking events since start: the store is away or too slow", before + number);
        }
    }
}
