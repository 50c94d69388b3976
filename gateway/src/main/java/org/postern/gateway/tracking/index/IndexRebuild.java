// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.index;

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

import org.postern.analysis.facts.MessageId;
import org.postern.gateway.index.Rebuild;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.IndexTerm;
import org.postern.gateway.tracking.search.MessageIndex;
import org.postern.gateway.tracking.search.MessageQuery;

/** Makes the index of messages anew from the events. */
public final class IndexRebuild extends Rebuild {
    private static final int PAGE = 1000;
    private static final int KNOWN_PAGE = 5000;
    private static final int MANY = 20_000;

    private final EventStore events;
    private final MessageIndex index;

    public IndexRebuild(EventStore events, MessageIndex index) {
        this.events = events;
        this.index = index;
    }

    @Override
    protected Progress part(Instant start, Progress before) {
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
        return new Progress(end, before.written() + stored.size() - refused,
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
