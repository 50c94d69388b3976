// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.index;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.apache.james.metrics.api.Metric;
import org.postern.gateway.StorageUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an index up with a store, behind the back of whoever changes the store. It is told only which records have changed, and has them
 * read again; what it owes the index while that is away is remembered by record as long as there is room, by minute beyond that and over
 * restarts, so that nothing is lost and memory is bounded.
 */
public final class WriteBehind implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(WriteBehind.class);
    private static final Duration LINGER = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration SWEEP_PAUSE = Duration.ofHours(1);
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
    /** What went by during a longer stop is left to a rebuild of the index. */
    private static final Duration LONGEST_STOP = Duration.ofDays(2);
    private static final long NANOS = 1_000_000;

    private final IndexedRecords records;
    private final IndexBacklog backlog;
    private final int most;
    private final Clock clock;
    private final String what;
    private final Counts counts;
    /** With their minutes. */
    private final Map<String, Instant> pending = new LinkedHashMap<>();
    private final NavigableSet<Instant> whole = new TreeSet<>();
    private final Thread worker;
    private Optional<Instant> failingSince = Optional.empty();
    private Instant sweepAt = Instant.MIN;
    private Instant sweptAt;
    private boolean closing;

    /**
     * What is counted.
     *
     * @param indexed records written
     * @param failed  times that records could not be written and were kept for later
     * @param refused records that the index does not take as they are
     */
    public record Counts(Metric indexed, Metric failed, Metric refused) {
    }

    /**
     * Starts the indexing thread, with what an earlier run has left over.
     *
     * @param what   what is indexed, for people, such as {@code messages}
     * @param thread name of the thread
     * @param counts what is counted of it
     * @param file   remembers what is owed to the index
     * @param most   most records that are remembered one by one
     */
    public WriteBehind(IndexedRecords records, String what, String thread, Counts counts, Path file, int most, Clock clock) {
        this.records = records;
        this.what = what;
        this.backlog = new IndexBacklog(file);
        this.most = most;
        this.clock = clock;
        this.sweptAt = clock.instant().minus(LONGEST_STOP);
        this.counts = counts;
        this.whole.addAll(backlog.minutes());
        this.worker = new Thread(this::work, thread);
        worker.setDaemon(true);
        worker.start();
    }

    /**
     * Tells that records have changed, in the store already. Takes no time.
     *
     * @param times of the records by their ids: when a record is looked for by its minute
     */
    public void changed(Map<String, Instant> times) {
        synchronized (this) {
            Map<String, Instant> minutes = new LinkedHashMap<>();
            times.forEach((id, time) -> minutes.put(id, time.truncatedTo(ChronoUnit.MINUTES)));
            backlog.add(minutes.values());
            remember(minutes);
            notifyAll();
        }
    }

    private void remember(Map<String, Instant> minutes) {
        minutes.forEach((id, minute) -> {
            if (pending.containsKey(id) || pending.size() < most) {
                pending.put(id, minute);
            } else {
                whole.add(minute);
            }
        });
    }

    /** Since when the index could not be written to; empty when it can, as far as is known. */
    public synchronized Optional<Instant> failingSince() {
        return failingSince;
    }

    /** Records that wait to be indexed, not counting those that are known by their minute only. */
    public synchronized int waiting() {
        return pending.size();
    }

    /** Minutes of which all records are to be indexed again. */
    public synchronized int waitingMinutes() {
        return whole.size();
    }

    /** Indexes what waits, for ten seconds at most; the rest is made up for after the next start. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        try {
            worker.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        worker.interrupt();
    }

    private void work() {
        long pause = FIRST_PAUSE.toMillis();
        try {
            while (awaitWork(pause)) {
                boolean done = step();
                pause = done ? FIRST_PAUSE.toMillis() : Math.min(LONGEST_PAUSE.toMillis(), pause * 2);
                if (!done && isClosing()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            LOGGER.debug("Closed with {} {} not indexed", waiting(), what);
        }
    }

    private synchronized boolean isClosing() {
        return closing;
    }

    /**
     * Waits for something to do, and then for more of it, or until it may be tried again; {@code false} when the end has come and no single
     * record waits.
     */
    private synchronized boolean awaitWork(long pause) throws InterruptedException {
        while (pending.isEmpty() && whole.isEmpty() && !closing && !clock.instant().isAfter(sweepAt)) {
            wait(IDLE.toMillis());
        }
        long whileFailing = failingSince.isPresent() ? pause : 0;
        long left = Math.max(whileFailing, pending.isEmpty() ? 0 : LINGER.toMillis());
        long end = System.nanoTime() + left * NANOS;
        while (left > 0 && !closing && (pending.size() < IndexedRecords.BATCH || whileFailing > 0)) {
            wait(left);
            left = (end - System.nanoTime()) / NANOS;
        }
        return !closing || !pending.isEmpty();
    }

    private boolean step() {
        Map<String, Instant> batch = take();
        try {
            sweep();
            if (!batch.isEmpty()) {
                count(records.write(Set.copyOf(batch.keySet())));
            }
            wholeMinute();
        } catch (RuntimeException e) {
            giveBack(batch, e);
            return false;
        }
        settle(batch);
        return true;
    }

    private synchronized Map<String, Instant> take() {
        Map<String, Instant> batch = new LinkedHashMap<>();
        Iterator<Map.Entry<String, Instant>> waiting = pending.entrySet().iterator();
        while (waiting.hasNext() && batch.size() < IndexedRecords.BATCH) {
            Map.Entry<String, Instant> next = waiting.next();
            batch.put(next.getKey(), next.getValue());
            waiting.remove();
        }
        return batch;
    }

    private synchronized void giveBack(Map<String, Instant> batch, RuntimeException problem) {
        counts.failed().increment();
        if (failingSince.isEmpty()) {
            failingSince = Optional.of(clock.instant());
            if (problem instanceof StorageUnavailableException) {
                LOGGER.warn("Postern's {} cannot be indexed now and wait: {}", what, problem.getMessage());
            } else {
                LOGGER.error("Postern's {} cannot be indexed and wait", what, problem);
            }
        }
        remember(batch);
    }

    /** Strikes out the minutes of which nothing waits any more. */
    private synchronized void settle(Map<String, Instant> batch) {
        if (failingSince.isPresent()) {
            LOGGER.info("Postern's {} are indexed again; {} wait, and all of {} minutes", what, pending.size(), whole.size());
            failingSince = Optional.empty();
        }
        Set<Instant> done = new TreeSet<>(batch.values());
        done.removeAll(whole);
        pending.values().forEach(done::remove);
        backlog.settle(done);
    }

    private void count(IndexedRecords.Outcome outcome) {
        counts.indexed().add(Math.toIntExact(outcome.written()));
        counts.refused().add(Math.toIntExact(outcome.refused()));
    }

    /** Indexes all records of the latest minute that waits as a whole. */
    private void wholeMinute() {
        Optional<Instant> minute = latestWhole();
        if (minute.isEmpty()) {
            return;
        }
        count(records.writeMinute(minute.get()));
        synchronized (this) {
            whole.remove(minute.get());
            if (!pending.containsValue(minute.get())) {
                backlog.settle(List.of(minute.get()));
            }
        }
    }

    private synchronized Optional<Instant> latestWhole() {
        return whole.isEmpty() ? Optional.empty() : Optional.of(whole.last());
    }

    private void sweep() {
        Instant now = clock.instant();
        if (now.isAfter(sweepAt)) {
            Collection<Instant> again = records.sweep(sweptAt, now);
            synchronized (this) {
                backlog.add(again);
                whole.addAll(again);
            }
            sweptAt = now;
            sweepAt = now.plus(SWEEP_PAUSE);
        }
    }
}
