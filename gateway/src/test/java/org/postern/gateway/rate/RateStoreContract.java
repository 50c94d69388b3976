// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

/** What every store of senders' sums must do. */
public interface RateStoreContract {
    Instant WINDOW = Instant.parse("2026-03-01T12:00:00Z");
    Duration LIFETIME = Duration.ofHours(2);

    RateStore rates();

    @Test
    default void theSumsOfEachNodeShouldBeFound() {
        rates().save("one", List.of(new RateStore.Sum("each@rate.example", WINDOW, 5)), LIFETIME);
        rates().save("two", List.of(new RateStore.Sum("each@rate.example", WINDOW, 7)), LIFETIME);

        assertThat(rates().find("each@rate.example", WINDOW)).isEqualTo(Map.of("one", 5L, "two", 7L));
    }

    @Test
    default void aSumShouldTakeThePlaceOfTheSameNodesEarlierOne() {
        rates().save("one", List.of(new RateStore.Sum("again@rate.example", WINDOW, 5)), LIFETIME);
        rates().save("one", List.of(new RateStore.Sum("again@rate.example", WINDOW, 9)), LIFETIME);

        assertThat(rates().find("again@rate.example", WINDOW)).isEqualTo(Map.of("one", 9L));
    }

    @Test
    default void namesAndStretchesOfTimeShouldBeKeptApart() {
        rates().save("one", List.of(new RateStore.Sum("a@rate.example", WINDOW, 5),
            new RateStore.Sum("b@rate.example", WINDOW, 6)), LIFETIME);

        assertThat(rates().find("b@rate.example", WINDOW)).isEqualTo(Map.of("one", 6L));
        assertThat(rates().find("a@rate.example", WINDOW.plusSeconds(3600))).isEmpty();
        assertThat(rates().find("nobody@rate.example", WINDOW)).isEmpty();
    }
}
