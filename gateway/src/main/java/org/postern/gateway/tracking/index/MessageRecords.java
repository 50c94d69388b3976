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
import java.util.TreeSet;

import org.postern.gateway.index.IndexedRecords;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.IndexTerm;
import org.postern.gateway.tracking.search.MessageIndex;

/**
 * Messages as the events tell of them now, for their index.
 *
 * @param lifetime time for which messages are kept
 * @param shorter  times after which they lose something
 */
record MessageRecords(EventStore events, MessageIndex index, Duration lifetime, Set<Duration> shorter) implements IndexedRecords {

    @Override
    public Outcome write(Collection<String> ids) {
        Map<String, List<Event>> timelines = events.timelines(ids);
        int notTaken = index.put(timelines.values());
        Set<String> gone = new HashSet<>(ids);
        gone.removeAll(timelines.keySet());
        if (!gone.isEmpty()) {
            index.remove(gone);
        }
        return new Outcome(timelines.size() - notTaken, notTaken);
    }

    @Override
    public Outcome writeMinute(Instant minute) {
        Outcome all = new Outcome(0, 0);
        Optional<String> below = Optional.empty();
        List<String> ids;
        do {
            ids = events.ids(IndexTerm.ALL, minute, minute.plus(1, ChronoUnit.MINUTES), below, BATCH);
            if (!ids.isEmpty()) {
                all = all.plus(write(ids));
                below = Optional.of(ids.get(ids.size() - 1));
            }
        } while (ids.size() == BATCH);
        return all;
    }

    @Override
    public Collection<Instant> sweep(Instant since, Instant now) {
        index.removeBefore(now.minus(lifetime));
        Set<Instant> minutes = new TreeSet<>();
        shorter.forEach(ended -> addMinutes(since.minus(ended), now.minus(ended), minutes));
        return minutes;
    }

    private static void addMinutes(Instant from, Instant to, Set<Instant> minutes) {
        Instant last = to.minus(1, ChronoUnit.MINUTES);
        for (Instant minute = from.truncatedTo(ChronoUnit.MINUTES).minus(1, ChronoUnit.MINUTES); minute.isBefore(last);
             minute = minute.plus(1, ChronoUnit.MINUTES)) {
            minutes.add(minute);
        }
    }
}
