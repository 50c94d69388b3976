// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.postern.analysis.facts.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events behind the mail path's back: callers put them into a bounded buffer and go on, one thread stores them in batches. While
 * the store is away they go to this node's disk, and are replayed when it is back, also after a restart. Only when buffer and disk
 * are full are events dropped, counted and logged.
 */
public final class BufferedTracker implements Tracker, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(BufferedTracker.class);
    private static final int BATCH = 1000;
    private static final Duration LINGER = Duration.ofMillis(500);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);
    private static final Duration REPLAY_PAUSE = Duration.ofSeconds(3);
    /** A minute is counted no sooner than this after its end; what comes later has it counted again. */
    private static final Duration LATE_AFTER = Duration.ofSeconds(20);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

    private final EventStore store;
    private final Clock clock;
    private final String node;
    private final BlockingQueue<Event> buffer;
    private final AtomicReference<Instant> lastTime = new AtomicReference<>(Instant.MIN);
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong pending = new AtomicLong();
    private final Metric droppedMetric;
    private final Duration closeLimit;
    private final EventPrivacy privacy;
    private final Optional<EventSpill> spill;
    private final LateEvents late;
    private final Metric spilledMetric;
    private final Map<EventType, Metric> recordedMetrics = new EnumMap<>(EventType.class);
    private final Thread writer;
    private long replayAt;
    private volatile boolean closing;

    /** Tells that messages received in these minutes have had events after their minute was over. */
    @FunctionalInterface
    public interface LateEvents {
        void in(Set<Instant> minutes);
    }

    /** A tracker with nothing on disk that keeps all details and tells nobody of late events. */
    public BufferedTracker(EventStore store, Clock clock, String node, int buffer, MetricFactory metrics) {
        this(store, clock, node, buffer, metrics, CLOSE_LIMIT, new EventPrivacy(true), Optional.empty(), minutes -> { });
    }

    /**
     * Starts the writing thread.
     *
     * @param node    name of this node in events
     * @param buffer  most events that wait in memory
     * @param privacy what of a message may be kept
     * @param spill   where events wait on disk, empty for nowhere
     * @param most    bytes on disk beyond which nothing more is written there
     * @param late    is told before the events count as stored
     */
    public BufferedTracker(EventStore store, Clock clock, String node, int buffer, MetricFactory metrics, EventPrivacy privacy,
                           Optional<Path> spill, long most, LateEvents late) {
        this(store, clock, node, buffer, metrics, CLOSE_LIMIT, privacy, spill.map(directory -> new EventSpill(directory, most)), late);
    }

    BufferedTracker(EventStore store, Clock clock, String node, int buffer, MetricFactory metrics, Duration closeLimit,
                    EventPrivacy privacy, Optional<EventSpill> spill, LateEvents late) {
        this.closeLimit = closeLimit;
        this.store = store;
        this.clock = clock;
        this.node = node;
        this.buffer = new ArrayBlockingQueue<>(buffer);
        this.privacy = privacy;
        this.spill = spill;
        this.late = late;
        this.droppedMetric = metrics.generate("postern.tracking.dropped");
        this.spilledMetric = metrics.generate("postern.tracking.spilled");
        for (EventType type : EventType.values()) {
            recordedMetrics.put(type, metrics.generate("postern.event.{event}.recorded".replace("{event}",
                type.name().toLowerCase(Locale.ROOT).replace('_', '-'))));
        }
        this.writer = new Thread(this::write, "postern-tracking");
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public void record(String messageId, EventType type, Optional<String> recipient, Map<String, String> details) {
        Event event = new Event(messageId, nextTime(), node, type, recipient, privacy.kept(details));
        recordedMetrics.get(type).increment();
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

    /** Events that wait in memory to be stored. */
    public long pending() {
        return pending.get();
    }

    /** Bytes of events that wait on this node's disk. */
    public long onDisk() {
        return spill.map(EventSpill::bytes).orElse(0L);
    }

    /** Stores what waits, in the store or on disk, for at most twenty seconds, and ends the thread. */
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
                if (!batch.isEmpty() && !settled(batch)) {
                    TimeUnit.MILLISECONDS.sleep(RETRY_PAUSE.toMillis());
                }
                replay();
            } catch (InterruptedException e) {
                // Closing: go on until the buffer is empty. Nobody else interrupts this thread.
                LOGGER.debug("Closing with {} events left", pending.get());
            }
        }
    }

    /** Stores a batch, or lays it on the disk: at once while the store is known to be away, so that nobody waits for its time limit. */
    private boolean settled(List<Event> batch) {
        boolean away = replayAt > System.nanoTime();
        if (!away && stored(batch)) {
            settle(batch);
            return true;
        }
        if (!away) {
            // At the end there is no time to try the store again and again.
            replayAt = System.nanoTime() + (closing && spill.isPresent() ? CLOSE_LIMIT : REPLAY_PAUSE).toNanos();
        }
        if (spill.isPresent() && spill.get().write(batch)) {
            spilledMetric.add(batch.size());
            settle(batch);
            return true;
        }
        return false;
    }

    private void settle(List<Event> batch) {
        pending.addAndGet(-batch.size());
        batch.clear();
    }

    /** One file from the disk, so that what happens now is stored in between. */
    private void replay() {
        if (closing || spill.isEmpty() || spill.get().isEmpty() || replayAt > System.nanoTime()) {
            return;
        }
        Optional<Path> file = spill.get().oldest();
        if (file.isPresent()) {
            List<Event> events = spill.get().read(file.get());
            if (events.isEmpty() || stored(events)) {
                spill.get().done(file.get());
                LOGGER.info("Stored {} events that had waited on disk", events.size());
            } else {
                replayAt = System.nanoTime() + REPLAY_PAUSE.toNanos();
            }
        }
    }

    /**
     * Waits a moment for more after the first event: the steps of one message follow each other closely, and stored together they cost
     * the store one write instead of one each.
     */
    private void fill(List<Event> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            Event first = closing ? buffer.poll() : next();
            if (first != null) {
                batch.add(first);
            }
        }
        if (batch.isEmpty()) {
            return;
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

    /** Waits for the next event, but no longer than until something on the disk may be replayed. */
    private Event next() throws InterruptedException {
        return spill.filter(disk -> !disk.isEmpty()).isEmpty() ? buffer.take() : buffer.poll(RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean stored(List<Event> batch) {
        try {
            store.append(List.copyOf(batch));
            Set<Instant> minutes = lateMinutes(batch);
            if (!minutes.isEmpty()) {
                late.in(minutes);
            }
            return true;
        } catch (RuntimeException e) {
            LOGGER.warn("Cannot store {} events, trying again ({} wait in memory): {}", batch.size(), pending.get(), e.toString());
            return false;
        }
    }

    private Set<Instant> lateMinutes(List<Event> batch) {
        Instant over = clock.instant().minus(LATE_AFTER);
        Set<Instant> minutes = new HashSet<>();
        for (Event event : batch) {
            if (MessageId.isValid(event.messageId()) && event.type() != EventType.NOTIFIED && event.type() != EventType.COMPARED) {
                Instant minute = MessageId.time(event.messageId()).truncatedTo(ChronoUnit.MINUTES);
                if (minute.plus(1, ChronoUnit.MINUTES).isBefore(over)) {
                    minutes.add(minute);
                }
            }
        }
        return minutes;
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
