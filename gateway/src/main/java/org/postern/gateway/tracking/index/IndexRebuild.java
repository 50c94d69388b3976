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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.IndexTerm;
import org.postern.gateway.tracking.search.MessageIndex;
import org.postern.gateway.tracking.search.MessageQuery;

/**
 * Makes the index anew from the store, hour by hour and the newest first, while it goes on answering: messages are written over what is
 * there, and those that the store does not know are taken out.
 */
public final class IndexRebuild {
    private static final int PAGE = 500;
    private static final int KNOWN_PAGE = 5000;

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
     * @param progress  is told after each hour
     * @param cancelled whether to stop; asked after each hour
     */
    public Progress run(Instant from, Instant to, Consumer<Progress> progress, BooleanSupplier cancelled) {
        Progress state = new Progress(to, 0, 0, 0);
        while (state.reached().isAfter(from) && !cancelled.getAsBoolean()) {
            Instant hour = state.reached().minusMillis(1).truncatedTo(ChronoUnit.HOURS);
            state = hour(hour.isBefore(from) ? from : hour, state);
            progress.accept(state);
        }
        return state;
    }

    private Progress hour(Instant start, Progress before) {
        Set<String> stored = new HashSet<>();
        long written = 0;
        long refused = 0;
        Optional<String> below = Optional.empty();
        List<String> ids;
        do {
            ids = events.ids(IndexTerm.ALL, start, before.reached(), below, PAGE);
            if (!ids.isEmpty()) {
                Map<String, List<Event>> timelines = events.timelines(ids);
                int notTaken = index.put(timelines.values());
                written += timelines.size() - notTaken;
                refused += notTaken;
                stored.addAll(timelines.keySet());
                below = Optional.of(ids.get(ids.size() - 1));
            }
        } while (ids.size() == PAGE);
        return new Progress(start, before.messages() + written, before.removed() + removeOthers(start, before.reached(), stored),
            before.refused() + refused);
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
