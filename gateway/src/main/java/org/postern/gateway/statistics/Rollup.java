// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.statistics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.postern.analysis.facts.MessageId;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.IndexTerm;
import org.postern.gateway.tracking.search.MessageFold;

/**
 * Counts messages from their stored events: minutes from the events, and each coarser span as the sum of the finer ones. A span is
 * always counted as a whole and put in the place of what was there, so a repetition, a second node at work or a crash in between leaves
 * the same numbers.
 */
public final class Rollup {
    /** Time after its end at which a minute is counted; longer than events wait to be stored. */
    static final Duration SETTLING = Duration.ofSeconds(30);
    private static final Duration FIRST_LOOK_BACK = Duration.ofDays(1);
    private static final int CHUNK = 1000;
    private static final int MOST_LATE = 500;
    private static final Duration SAFETY = Duration.ofSeconds(2);

    private final EventStore events;
    private final StatisticsStore store;
    private final MessageCount counting;
    private final Clock clock;

    /**
     * A roll-up.
     *
     * @param spamLevel points from which a message counts as spam
     */
    public Rollup(EventStore events, StatisticsStore store, double spamLevel, Clock clock) {
        this.events = events;
        this.store = store;
        this.counting = new MessageCount(spamLevel);
        this.clock = clock;
    }

    /** Counts the minutes that are over and were never counted, an hour at a time, and their hours. */
    public void countNew() {
        Instant until = Tier.MINUTE.start(clock.instant().minus(SETTLING));
        Instant from = store.countedUntil().orElseGet(() -> until.minus(FIRST_LOOK_BACK));
        while (from.isBefore(until)) {
            Instant end = Tier.HOUR.next(from).isBefore(until) ? Tier.HOUR.next(from) : until;
            count(from, end);
            store.countedUntil(end);
            from = end;
        }
    }

    /** Counts minutes again of whose messages more has become known since; returns how many. */
    public int countLate() {
        // What is noted while we read stays noted.
        Instant asked = clock.instant().minus(SAFETY);
        SortedSet<Instant> minutes = store.late(Tier.MINUTE, MOST_LATE);
        Set<Instant> hours = new TreeSet<>();
        for (Instant minute : minutes) {
            if (!expired(Tier.MINUTE, minute)) {
                putMinutes(minute, Tier.MINUTE.next(minute));
                hours.add(Tier.HOUR.start(minute));
            }
        }
        hours.forEach(hour -> putSum(Tier.HOUR, hour));
        store.settleLate(Tier.MINUTE, minutes, asked);
        return minutes.size();
    }

    /** Sums up the days or months of which something was counted since the last time; they are many numbers, therefore not every time. */
    public void sumUp(Tier tier) {
        Instant asked = clock.instant().minus(SAFETY);
        SortedSet<Instant> starts = store.late(tier, MOST_LATE);
        starts.forEach(start -> putSum(tier, start));
        store.settleLate(tier, starts, asked);
    }

    /**
     * Counts a time again, and the hours it touches.
     *
     * @param from start of a minute that is not older than minutes are kept
     * @param to   start of a minute
     */
    public void count(Instant from, Instant to) {
        if (putMinutes(from, to)) {
            for (Instant hour = Tier.HOUR.start(from); hour.isBefore(to); hour = Tier.HOUR.next(hour)) {
                putSum(Tier.HOUR, hour);
            }
        }
    }

    /** Events are only added, so a minute without any never had numbers that would have to go. Whether there was one with some. */
    private boolean putMinutes(Instant from, Instant to) {
        Map<Instant, Counts> minutes = new TreeMap<>();
        Optional<String> below = Optional.empty();
        List<String> ids;
        do {
            ids = events.ids(IndexTerm.ALL, from, to, below, CHUNK);
            for (List<Event> timeline : events.timelines(ids).values()) {
                Instant minute = Tier.MINUTE.start(MessageId.time(timeline.get(0).messageId()));
                counting.add(MessageFold.of(timeline), minutes.computeIfAbsent(minute, key -> new Counts()));
            }
            below = ids.isEmpty() ? below : Optional.of(ids.get(ids.size() - 1));
        } while (ids.size() == CHUNK);
        minutes.forEach((minute, counts) -> store.put(Tier.MINUTE, minute, counts));
        return !minutes.isEmpty();
    }

    private void putSum(Tier tier, Instant start) {
        Tier finer = tier.finer().orElseThrow();
        // A sum of numbers of which some have expired would be too small.
        if (expired(finer, start)) {
            return;
        }
        Counts sum = new Counts();
        for (Dimension dimension : Dimension.values()) {
            store.read(finer, dimension, start, tier.next(start)).values().forEach(keys ->
                keys.forEach((key, measures) -> sum.add(dimension, key, measures)));
        }
        store.put(tier, start, sum);
        if (tier != Tier.MONTH) {
            Tier coarser = Tier.values()[tier.ordinal() + 1];
            store.markLate(coarser, Set.of(coarser.start(start)));
        }
    }

    private boolean expired(Tier tier, Instant start) {
        return start.isBefore(clock.instant().minus(tier.lifetime()));
    }
}
