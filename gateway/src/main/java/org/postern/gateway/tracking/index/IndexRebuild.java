// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.index;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.postern.analysis.facts.MessageId;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.IndexTerm;
import org.postern.gateway.tracking.search.MessageIndex;
import org.postern.gateway.tracking.search.MessageQuery;

/**
 * Makes the index anew from the store, the newest first, while it goes on answering: messages are written over what is
 * there, and those that the store does not know are taken out.
 */
public final class IndexRebuild {
    private static final int PAGE = 1000;
    private static final int KNOWN_PAGE = 5000;
    private static final int FEW = 5_000;
    private static final int MANY = 20_000;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(32);

    private final EventStore events;
    private final MessageIndex index;

    public IndexRebuild(EventStore events, MessageIndex index) {
        this.events = events;
        this.index = index;
    }

    /**
     * How far it has come.
     *
     * @param reached  messages received since then are done
     * @param messages written
     * @param removed  taken out because the store does not know them
     * @param refused  cannot be written as they are
     */
    public record Progress(Instant reached, long messages, long removed, long refused) {
    }

    /**
     * Rebuilds.
     *
     * @param from      first moment of reception
     * @param to        moment after the last one
     * @param progress  is told after each part, which is an hour of much mail or some days of little
     * @param cancelled whether to stop; asked after each part
     */
    public Progress run(Instant from, Instant to, Consumer<Progress> progress, BooleanSupplier cancelled) {
        Progress state = new Progress(to, 0, 0, 0);
        Duration span = HOUR;
        while (state.reached().isAfter(from) && !cancelled.getAsBoolean()) {
            Instant start = state.reached().minusMillis(1).truncatedTo(ChronoUnit.HOURS).plus(HOUR).minus(span);
            start = start.isBefore(from) ? from : start;
            Progress before = state;
            state = part(start, before);
            if (state.reached().isAfter(start)) {
                span = HOUR;
            } else if (state.messages() - before.messages() < FEW && span.compareTo(LONGEST) < 0) {
                span = span.multipliedBy(2);
            }
            progress.accept(state);
        }
        return state;
    }

    /** Back to a moment, or to the beginning of an hour after it when there are many messages. */
    private Progress part(Instant start, Progress before) {
        Set<String> stored = new HashSet<>();
        long refused = 0;
        Instant end = start;
        Optional<String> below = Optional.empty();
        CompletableFuture<Integer> writing = CompletableFuture.completedFuture(0);
        List<String> ids;
        do {
            ids = events.ids(IndexTerm.ALL, end, before.reached(), below, PAGE);
            if (!ids.isEmpty()) {
                Map<String, List<Event>> timelines = events.timelines(ids);
                refused += await(writing);
                // the next are read meanwhile
                writing = CompletableFuture.supplyAsync(() -> index.put(timelines.values()));
                stored.addAll(timelines.keySet());
                String last = ids.get(ids.size() - 1);
                below = Optional.of(last);
                if (stored.size() >= MANY && end.equals(start)) {
                    Instant hour = MessageId.time(last).truncatedTo(ChronoUnit.HOURS);
                    end = hour.isBefore(start) ? start : hour;
                }
            }
        } while (ids.size() == PAGE);
        refused += await(writing);
        return new Progress(end, before.messages() + stored.size() - refused,
            before.removed() + removeOthers(end, before.reached(), stored), before.refused() + refused);
    }

    private static int await(CompletableFuture<Integer> writing) {
        try {
            return writing.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw e;
        }
    }

    private long removeOthers(Instant start, Instant end, Set<String> stored) {
        long removed = 0;
        Optional<String> below = Optional.empty();
        List<String> ids;
        do {
            ids = index.ids(MessageQuery.of(start, end, 1), below, KNOWN_PAGE);
            below = ids.isEmpty() ? below : Optional.of(ids.get(ids.size() - 1));
            Set<String> others = new HashSet<>(ids);
            others.removeAll(stored);
            removed += removeUnknown(others);
        } while (ids.size() == KNOWN_PAGE);
        return removed;
    }

    /** A message may have come since the store was asked for all of them. */
    private long removeUnknown(Collection<String> others) {
        Set<String> unknown = new HashSet<>(others);
        unknown.removeAll(events.timelines(others).keySet());
        return unknown.isEmpty() ? 0 : index.remove(unknown);
    }
}
