// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.postern.gateway.MutableClock;

class MinuteCountsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:59.990Z"));
    private final MinuteCounts counts = new MinuteCounts(MINUTE, 2, clock);

    @Test
    void aBurstAcrossTheBorderShouldCountAsOne() {
        assertThat(counts.add("a", 18)).isEqualTo(18);

        clock.advance(Duration.ofMillis(20));

        assertThat(counts.add("a", 3)).isEqualTo(21);
    }

    @Test
    void theMinuteBeforeShouldCountByItsShare() {
        counts.add("a", 20);

        clock.set(Instant.parse("2026-03-01T10:01:30Z"));
        assertThat(counts.of("a")).isEqualTo(10);
        clock.set(Instant.parse("2026-03-01T10:02:00Z"));
        assertThat(counts.of("a")).isZero();
    }

    @Test
    void theLongestUnusedNameShouldBeForgotten() {
        counts.add("a", 1);
        counts.add("b", 1);
        counts.add("a", 1);

        counts.add("c", 1);

        assertThat(counts.of("a")).isEqualTo(2);
        assertThat(counts.of("b")).isZero();
    }
}
