// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.statistics;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Answers questions about numbers: reads the coarsest tier that tells the time asked for exactly, and where that time is too long ago
 * for it, the finest tier that still has it.
 */
public final class Statistics {
    private final StatisticsStore store;
    private final Clock clock;

    public Statistics(StatisticsStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Sums by key.
     *
     * @param tier which has numbers of this time; see {@link #tier}
     */
    public Map<String, Map<Measure, Long>> sums(Tier tier, Dimension dimension, Instant from, Instant to) {
        Counts sum = new Counts();
        store.read(tier, dimension, tier.start(from), to).values().forEach(keys -> keys.forEach((key, measures) ->
            sum.add(dimension, key, measures)));
        return sum.of(dimension);
    }

    /**
     * Numbers of one key in spans of the viewer's time: a day begins at the viewer's midnight, and has 23 or 25 hours when the clocks
     * change. Numbers that are kept by the day only stand in the day of the viewer in which the day of UTC begins.
     *
     * @param span length of the viewer's spans
     */
    public SortedMap<Instant, Map<Measure, Long>> series(Tier span, Dimension dimension, String key, Instant from, Instant to,
        ZoneId zone) {
        Tier tier = seriesTier(span, from, zone);
        SortedMap<Instant, Map<Measure, Long>> series = new TreeMap<>();
        for (ZonedDateTime start = start(span, from, zone); start.toInstant().isBefore(to); start = next(span, start)) {
            series.put(start.toInstant(), new EnumMap<>(Measure.class));
        }
        store.read(tier, dimension, tier.start(from), to).forEach((start, keys) -> {
            Map<Measure, Long> sum = series.computeIfAbsent(start(span, start, zone).toInstant(), moment -> new EnumMap<>(Measure.class));
            keys.getOrDefault(key, Map.of()).forEach((measure, amount) -> sum.merge(measure, amount, Long::sum));
        });
        return series;
    }

    /** The tier from which sums of a time are made. */
    public Tier tier(Instant from, Instant to) {
        Tier best = Tier.MINUTE;
        for (Tier tier : Tier.values()) {
            // the present month is summed up only now and then
            boolean ends = tier.start(to).equals(to) || tier != Tier.MONTH && !to.isBefore(clock.instant());
            if (tier.start(from).equals(from) && ends) {
                best = tier;
            }
        }
        return kept(best, from);
    }

    /** The tier from which a series is made. */
    public Tier seriesTier(Tier span, Instant from, ZoneId zone) {
        boolean utc = zone.normalized().equals(ZoneOffset.UTC);
        return kept(utc || span.ordinal() <= Tier.HOUR.ordinal() ? span : Tier.HOUR, from);
    }

    private Tier kept(Tier tier, Instant from) {
        Tier kept = tier;
        while (kept != Tier.MONTH && from.isBefore(clock.instant().minus(kept.lifetime()))) {
            kept = Tier.values()[kept.ordinal() + 1];
        }
        return kept;
    }

    private static ZonedDateTime start(Tier span, Instant time, ZoneId zone) {
        ZonedDateTime local = time.atZone(zone);
        return switch (span) {
            case MINUTE -> local.truncatedTo(ChronoUnit.MINUTES);
            case HOUR -> local.truncatedTo(ChronoUnit.HOURS);
            case DAY -> local.toLocalDate().atStartOfDay(zone);
            case MONTH -> local.toLocalDate().withDayOfMonth(1).atStartOfDay(zone);
        };
    }

    private static ZonedDateTime next(Tier span, ZonedDateTime start) {
        return switch (span) {
            case MINUTE -> start.plusMinutes(1);
            case HOUR -> start.plusHours(1);
            case DAY -> start.toLocalDate().plusDays(1).atStartOfDay(start.getZone());
            case MONTH -> start.toLocalDate().plusMonths(1).atStartOfDay(start.getZone());
        };
    }
}
