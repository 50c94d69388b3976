// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class AnswerCacheTest {
    private static final Duration LONG = Duration.ofHours(1);

    private long now;
    private final AnswerCache cache = new AnswerCache(100, () -> now);

    @Test
    void whatWasAskedLeastRecentlyShouldBeForgottenFirst() {
        IntStream.range(0, 100).forEach(i -> cache.put(question(i), new DnsAnswer.NoData(), LONG));
        assertThat(cache.get(question(0))).isPresent();

        cache.put(question(100), new DnsAnswer.NoData(), LONG);

        assertThat(cache.get(question(0))).isPresent();
        assertThat(cache.get(question(1))).isEmpty();
    }

    @Test
    void longAnswersShouldTakeTheRoomOfManyShortOnes() {
        DnsAnswer large = new DnsAnswer.Found(List.of("x".repeat(20_000)));
        IntStream.range(0, 10).forEach(i -> cache.put(question(i), large, LONG));

        assertThat(IntStream.range(0, 10).filter(i -> cache.get(question(i)).isPresent()).toArray()).containsExactly(8, 9);

        cache.put(question(99), new DnsAnswer.Found(List.of("x".repeat(65_000))), LONG);
        assertThat(cache.get(question(99))).as("alone too large").isEmpty();

        IntStream.range(0, 1000).forEach(i -> cache.put(question(1), large, LONG));
        IntStream.range(10, 100).forEach(i -> cache.put(question(i), new DnsAnswer.NoData(), LONG));
        assertThat(IntStream.range(10, 100).filter(i -> cache.get(question(i)).isPresent()).count()).as("what was replaced holds no room")
            .isEqualTo(90);
    }

    @Test
    void anAnswerShouldLiveAsLongAsItsRecordsAndADayAtMost() {
        cache.put(question(1), new DnsAnswer.NoData(), Duration.ofSeconds(5));
        cache.put(question(2), new DnsAnswer.NoData(), Duration.ofDays(400));
        cache.put(question(3), new DnsAnswer.NoData(), Duration.ZERO);
        assertThat(cache.get(question(3))).isEmpty();
        now = Duration.ofSeconds(5).toNanos();
        assertThat(cache.get(question(1))).isEmpty();
        assertThat(cache.get(question(2))).isPresent();
        now = Duration.ofDays(1).toNanos();
        assertThat(cache.get(question(2))).isEmpty();
    }

    private static DnsQuestion question(int number) {
        return new DnsQuestion("n" + number + ".example", DnsType.TXT);
    }
}
