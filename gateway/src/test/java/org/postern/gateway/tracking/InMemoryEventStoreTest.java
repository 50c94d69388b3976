// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class InMemoryEventStoreTest implements EventStoreContract {
    private static final Instant NOW = Instant.parse("2026-01-10T00:00:00Z");
    private final EventStore store = new InMemoryEventStore(Clock.systemUTC(), Duration.ofDays(1));

    @Override
    public EventStore store() {
        return store;
    }

    @Test
    void timelineShouldForgetEventsOlderThanTheLifetime() {
        EventStore aging = new InMemoryEventStore(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofDays(1));
        Event old = new Event("id", NOW.minus(Duration.ofDays(1)), "n", EventType.RECEIVED, Optional.empty(), Map.of());
        Event young = new Event("id", NOW.minus(Duration.ofHours(23)), "n", EventType.ANALYSED, Optional.empty(), Map.of());
        aging.append(List.of(old, young));

        assertThat(aging.timeline("id")).containsExactly(young);
    }

    @Test
    void storeShouldForgetTheFirstMessagesBeyondItsBound() {
        EventStore small = new InMemoryEventStore(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofDays(1), 2);
        for (String id : List.of("a", "b", "c")) {
            small.append(List.of(new Event(id, NOW, "n", EventType.RECEIVED, Optional.empty(), Map.of())));
        }

        assertThat(small.timeline("a")).isEmpty();
        assertThat(small.timeline("b")).hasSize(1);
        assertThat(small.timeline("c")).hasSize(1);
    }
}
