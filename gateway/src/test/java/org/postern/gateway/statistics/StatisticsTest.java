// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static final Instant NOW = Instant.parse("2026-04-10T12:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final InMemoryStatisticsStore store = new InMemoryStatisticsStore(clock);
    private final Statistics statistics = new Statistics(store, clock);

    private void hours(Instant from, int number) {
        for (int i = 0; i < number; i++) {
            Counts counts = new Counts();
            counts.add(Dimension.TOTAL, "in", Measure.COUNT, 1);
            store.put(Tier.HOUR, from.plus(i, ChronoUnit.HOURS), counts);
        }
    }

    @Test
    void aDayShouldBeginAtTheViewersMidnightAndHave23HoursWhenTheClocksAreSetForward() {
        hours(Instant.parse("2026-03-27T23:00:00Z"), 71);

        SortedMap<Instant, Map<Measure, Long>> series = statistics.series(Tier.DAY, Dimension.TOTAL, "in",
            Instant.parse("2026-03-27T23:00:00Z"), Instant.parse("2026-03-30T22:00:00Z"), BERLIN);

        assertThat(series.keySet()).containsExactly(Instant.parse("2026-03-27T23:00:00Z"), Instant.parse("2026-03-28T23:00:00Z"),
            Instant.parse("2026-03-29T22:00:00Z"));
        assertThat(series.values()).extracting(measures -> measures.get(Measure.COUNT)).containsExactly(24L, 23L, 24L);
    }

    @Test
    void spansWithoutMailShouldBeShownToo() {
        hours(Instant.parse("2026-04-09T05:00:00Z"), 1);

        assertThat(statistics.series(Tier.HOUR, Dimension.TOTAL, "in", Instant.parse("2026-04-09T00:00:00Z"),
            Instant.parse("2026-04-10T00:00:00Z"), ZoneOffset.UTC)).hasSize(24).containsEntry(Instant.parse("2026-04-09T05:00:00Z"),
            Map.of(Measure.COUNT, 1L));
    }

    @Test
    void theCoarsestTierThatFitsShouldBeRead() {
        assertThat(statistics.tier(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"))).isEqualTo(Tier.MONTH);
        assertThat(statistics.tier(Instant.parse("2026-03-02T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"))).isEqualTo(Tier.DAY);
        assertThat(statistics.tier(Instant.parse("2026-03-02T01:00:00Z"), NOW)).isEqualTo(Tier.HOUR);
        assertThat(statistics.tier(Instant.parse("2026-04-10T11:01:00Z"), NOW)).isEqualTo(Tier.MINUTE);
        assertThat(statistics.tier(Instant.parse("2026-04-01T11:01:00Z"), NOW)).isEqualTo(Tier.HOUR);
        assertThat(statistics.tier(Instant.parse("2025-04-01T11:01:00Z"), NOW)).isEqualTo(Tier.DAY);
    }

    @Test
    void theRightToCountShouldBeHadByOneUntilItEnds() {
        UUID one = UUID.randomUUID();
        UUID two = UUID.randomUUID();

        assertThat(store.lease(one, java.time.Duration.ofMinutes(5))).isTrue();
        assertThat(store.lease(two, java.time.Duration.ofMinutes(5))).isFalse();
        assertThat(store.lease(one, java.time.Duration.ofMinutes(5))).isTrue();
    }
}
