// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.index;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.postern.analysis.facts.MessageId;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.FieldLifetimes;
import org.postern.gateway.tracking.IndexTerm;
import org.postern.gateway.tracking.search.MessageIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index of messages up with the events, behind the back of whoever writes these. It is told only which messages have new events,
 * and reads them from the store; what it owes the index while that is away is remembered by message as long as there is room, by minute
 * beyond that and over restarts, so that nothing is lost and memory is bounded.
 */
public final class MessageIndexer implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(MessageIndexer.class);
    private static final int BATCH = 500;
    private static final Duration LINGER = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration SWEEP_PAUSE = Duration.ofHours(1);
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
    /** What went by during a longer stop is left to a rebuild of the index. */
    private static final Duration LONGEST_STOP = Duration.ofDays(2);
    private static final long NANOS = 1_000_000;

    private final EventStore events;
    private final MessageIndex index;
    private final IndexBacklog backlog;
    private final Duration lifetime;
    private final Set<Duration> shorter;
    private final int most;
    private final Clock clock;
    private final Metric indexed;
    private final Metric failed;
    private final Metric refused;
    private final Set<String> pending = new LinkedHashSet<>();
    private final NavigableSet<Instant> whole = new TreeSet<>();
    private final Thread worker;
    private Optional<Instant> failingSince = Optional.empty();
    private Instant sweepAt = Instant.MIN;
    private Instant sweptAt;
    private boolean closing;

    /**
     * Starts the indexing thread, with what an earlier run has left over.
     *
     * @param events   the store itself
     * @param file     remembers what is owed to the index
     * @param lifetime time for which messages are kept
     * @param most     most messages that are remembered one by one
     */
    public MessageIndexer(EventStore events, MessageIndex index, Path file, Duration lifetime, int most, Clock clock,
                          MetricFactory metrics) {
        this(events, index, file, lifetime, FieldLifetimes.AS_EVENTS, most, clock, metrics);
    }

    /**
     * Starts the indexing thread, with what an earlier run has left over.
     *
     * @param events   the store itself
     * @param file     remembers what is owed to the index
     * @param lifetime time for which messages are kept
     * @param fields   what of them is kept for less: they are indexed again then, without it
     * @param most     most messages that are remembered one by one
     */
    public MessageIndexer(EventStore events, MessageIndex index, Path file, Duration lifetime, FieldLifetimes fields, int most,
                          Clock clock, MetricFactory metrics) {
        this.shorter = fields.shorterThan(lifetime);
        this.events = events;
        this.index = index;
        this.backlog = new IndexBacklog(file);
        this.lifetime = lifetime;
        this.most = most;
        this.clock = clock;
        this.sweptAt = clock.instant().minus(LONGEST_STOP);
        this.indexed = metrics.generate("postern.tracking.indexed");
        this.failed = metrics.generate("postern.tracking.index-failed");
        this.refused = metrics.generate("postern.tracking.index-refused");
        this.whole.addAll(backlog.minutes());
        this.worker = new Thread(this::work, "postern-index");
        worker.setDaemon(true);
        worker.start();
    }

    /** Tells that messages have new events, which are stored already. Takes no time; called by the thread that stores events. */
    public void changed(Collection<String> messageIds) {
        Set<String> valid = new LinkedHashSet<>(messageIds);
        valid.removeIf(id -> !MessageId.isValid(id));
        synchronized (this) {
            backlog.add(minutes(valid));
            for (String id : valid) {
                if (pending.size() < most) {
                    pending.add(id);
                } else if (!pending.contains(id)) {
                    whole.add(minute(id));
                }
            }
            notifyAll();
        }
    }

    /** Since when the index could not be written to; empty when it can, as far as is known. */
    public synchronized Optional<Instant> failingSince() {
        return failingSince;
    }

    /** Messages that wait to be indexed, not counting those that are known by their minute only. */
    public synchronized int waiting() {
        return pending.size();
    }

    /** Minutes of which all messages are to be indexed again. */
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
            LOGGER.debug("Closed with {} messages not indexed", waiting());
        }
    }

    private synchronized boolean isClosing() {
        return closing;
    }

    /**
     * Waits for something to do, and then for more of it, or until it may be tried again; {@code false} when the end has come and no single
     * message waits.
     */
    private synchronized boolean awaitWork(long pause) throws InterruptedException {
        while (pending.isEmpty() && whole.isEmpty() && !closing && !clock.instant().isAfter(sweepAt)) {
            wait(IDLE.toMillis());
        }
        long whileFailing = failingSince.isPresent() ? pause : 0;
        long left = Math.max(whileFailing, pending.isEmpty() ? 0 : LINGER.toMillis());
        long end = System.nanoTime() + left * NANOS;
        while (left > 0 && !closing && (pending.size() < BATCH || whileFailing > 0)) {
            wait(left);
            left = (end - System.nanoTime()) / NANOS;
        }
        return !closing || !pending.isEmpty();
    }

    private boolean step() {
        Set<String> batch = take();
        try {
            sweep();
            if (!batch.isEmpty()) {
                write(List.copyOf(batch));
            }
            wholeMinute();
        } catch (RuntimeException e) {
            giveBack(batch, e);
            return false;
        }
        settle(batch);
        return true;
    }

    private synchronized Set<String> take() {
        Set<String> batch = new LinkedHashSet<>();
        Iterator<String> ids = pending.iterator();
        while (ids.hasNext() && batch.size() < BATCH) {
            batch.add(ids.next());
            ids.remove();
        }
        return batch;
    }

    private synchronized void giveBack(Set<String> batch, RuntimeException problem) {
        failed.increment();
        if (failingSince.isEmpty()) {
            failingSince = Optional.of(clock.instant());
            if (problem instanceof StorageUnavailableException) {
                LOGGER.warn("Messages cannot be indexed now and wait: {}", problem.getMessage());
            } else {
                LOGGER.error("Messages cannot be indexed and wait", problem);
            }
        }
        for (String id : batch) {
            if (pending.size() < most) {
                pending.add(id);
            } else {
                whole.add(minute(id));
            }
        }
    }

    /** Strikes out the minutes of which nothing waits any more. */
    private void settle(Set<String> batch) {
        synchronized (this) {
            if (failingSince.isPresent()) {
                LOGGER.info("Messages are indexed again; {} wait, and all of {} minutes", pending.size(), whole.size());
                failingSince = Optional.empty();
            }
            Set<Instant> done = minutes(batch);
            done.removeAll(whole);
            pending.forEach(id -> done.remove(minute(id)));
            backlog.settle(done);
        }
    }

    private void write(List<String> ids) {
        Map<String, List<Event>> timelines = events.timelines(ids);
        int notTaken = index.put(timelines.values());
        Set<String> gone = new HashSet<>(ids);
        gone.removeAll(timelines.keySet());
        if (!gone.isEmpty()) {
            index.remove(gone);
        }
        indexed.add(timelines.size() - notTaken);
        refused.add(notTaken);
    }

    /** Indexes all messages of the latest minute that waits as a whole. */
    private void wholeMinute() {
        Optional<Instant> minute = latestWhole();
        if (minute.isEmpty()) {
            return;
        }
        Optional<String> below = Optional.empty();
        List<String> ids;
        do {
            ids = events.ids(IndexTerm.ALL, minute.get(), minute.get().plus(1, ChronoUnit.MINUTES), below, BATCH);
            if (!ids.isEmpty()) {
                write(ids);
                below = Optional.of(ids.get(ids.size() - 1));
            }
        } while (ids.size() == BATCH);
        synchronized (this) {
            whole.remove(minute.get());
            if (pending.stream().noneMatch(id -> minute(id).equals(minute.get()))) {
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
            index.removeBefore(now.minus(lifetime));
            shorter.forEach(ended -> lose(sweptAt.minus(ended), now.minus(ended)));
            sweptAt = now;
            sweepAt = now.plus(SWEEP_PAUSE);
        }
    }

    /** Has all messages of a time indexed again, which have lost something that the index still has. */
    private void lose(Instant from, Instant to) {
        Set<Instant> minutes = new TreeSet<>();
        Instant last = to.minus(1, ChronoUnit.MINUTES);
        for (Instant minute = from.truncatedTo(ChronoUnit.MINUTES).minus(1, ChronoUnit.MINUTES); minute.isBefore(last);
             minute = minute.plus(1, ChronoUnit.MINUTES)) {
            minutes.add(minute);
        }
        synchronized (this) {
            backlog.add(minutes);
            whole.addAll(minutes);
        }
    }

    private static Set<Instant> minutes(Collection<String> ids) {
        Set<Instant> minutes = new TreeSet<>();
        ids.forEach(id -> minutes.add(minute(id)));
        return minutes;
    }

    private static Instant minute(String id) {
        return MessageId.time(id).truncatedTo(ChronoUnit.MINUTES);
    }
}
