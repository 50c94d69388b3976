// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.MessageId;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.EventType;

/** What counting comes to, whatever the stores; they are empty at the beginning of each test. */
public interface RollupContract {
    Instant NOW = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(7, ChronoUnit.MINUTES);

    EventStore events();

    StatisticsStore statistics();

    private Rollup rollup() {
        return new Rollup(events(), statistics(), 3.0, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** Late minutes, days and months, as if the two seconds had gone by within which a note may still be written. */
    private void sumUp() {
        Rollup later = new Rollup(events(), statistics(), 3.0, Clock.offset(Clock.systemUTC(), java.time.Duration.ofMillis(2001)));
        later.countLate();
        later.sumUp(Tier.DAY);
        later.sumUp(Tier.MONTH);
    }

    private static List<Event> message(Random random, Instant time, int number) {
        String id = MessageId.next(time, random);
        List<Event> events = new ArrayList<>();
        String sender = number % 10 == 0 ? "" : "s" + number % 7 + "@remote" + number % 3 + ".test";
        if (number % 5 == 4) {
            events.add(new Event(id, time, "n", number % 2 == 0 ? EventType.GREYLISTED : EventType.REFUSED, Optional.of("r@own.test"),
                Map.of("check", number % 2 == 0 ? "greylist" : "dnsbl", "sender", sender, "client", "192.0.2.1")));
            return events;
        }
        boolean outgoing = number % 4 == 0;
        events.add(new Event(id, time, "n", EventType.RECEIVED, Optional.empty(), Map.of("sender", sender, "size", String.valueOf(100
            + number),
            "direction", outgoing ? "OUTGOING" : "INCOMING", "client", "192.0.2.1")));
        events.add(new Event(id, time.plusMillis(1), "n", EventType.ANALYSED, Optional.empty(), number % 9 == 0
            ? Map.of("score", number % 13 + ".5", "micros", "1000", "found", "Eicar")
            : Map.of("score", number % 13 + ".5", "micros", "1000")));
        for (int i = 0; i <= number % 3; i++) {
            String recipient = "r" + i + "@own" + i % 2 + ".test";
            events.add(new Event(id, time.plusMillis(2), "n", EventType.RULES_APPLIED, Optional.of(recipient), Map.of("rules", "Rule "
                + i)));
            events.add(new Event(id, time.plusMillis(3 + i), "n", number % 6 == 0 ? EventType.QUARANTINED : EventType.DELIVERED,
                Optional.of(recipient), Map.of()));
        }
        return events;
    }

    private List<Event> fill(int messages, Instant from, long secondsApart) {
        Random random = new Random(42);
        List<Event> all = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            all.addAll(message(random, from.plusSeconds(i * secondsApart), i));
        }
        events().append(all);
        return all;
    }

    /** The simplest possible count of a few numbers, from the events alone. */
    private static Map<String, Long> recount(List<Event> all) {
        Map<String, Long> numbers = new TreeMap<>();
        Map<String, String> direction = all.stream().filter(event -> event.type() == EventType.RECEIVED)
            .collect(Collectors.toMap(Event::messageId, event -> event.details().get("direction").equals("INCOMING") ? "in" : "out"));
        for (Event event : all) {
            String way = direction.getOrDefault(event.messageId(), "in");
            switch (event.type()) {
                case RECEIVED -> {
                    numbers.merge("COUNT " + way, 1L, Long::sum);
                    numbers.merge("BYTES " + way, Long.parseLong(event.details().get("size")), Long::sum);
                    numbers.merge("BOUNCES " + way, event.details().get("sender").isEmpty() ? 1L : 0L, Long::sum);
                }
                case ANALYSED -> {
                    boolean virus = event.details().containsKey("found");
                    numbers.merge("VIRUS " + way, virus ? 1L : 0L, Long::sum);
                    numbers.merge("SPAM " + way, !virus && Double.parseDouble(event.details().get("score")) >= 3.0 ? 1L : 0L, Long::sum);
                }
                case DELIVERED, QUARANTINED, REFUSED, GREYLISTED -> numbers.merge(event.type() + " " + way, 1L, Long::sum);
                case RULES_APPLIED -> numbers.merge("rule " + event.details().get("rules"), 1L, Long::sum);
                default -> throw new IllegalStateException(event.type().name());
            }
        }
        numbers.values().removeIf(number -> number == 0);
        return numbers;
    }

    private Map<String, Long> counted(Tier tier) {
        Map<String, Long> numbers = new TreeMap<>();
        Instant from = NOW.minus(40, ChronoUnit.DAYS);
        statistics().read(tier, Dimension.TOTAL, from, NOW).values().forEach(keys -> keys.forEach((key, measures) ->
            measures.forEach((measure, amount) -> numbers.merge(measure + " " + key, amount, Long::sum))));
        statistics().read(tier, Dimension.RULE, from, NOW).values().forEach(keys -> keys.forEach((key, measures) ->
            numbers.merge("rule " + key, measures.get(Measure.COUNT), Long::sum)));
        numbers.keySet().removeIf(name -> name.startsWith("ANALYSED") || name.startsWith("MICROS"));
        return numbers;
    }

    @Test
    default void everyTierShouldEqualANaiveRecount() {
        List<Event> all = fill(600, NOW.minus(3, ChronoUnit.HOURS), 17);

        rollup().countNew();
        sumUp();

        for (Tier tier : Tier.values()) {
            Instant month = NOW.minus(40, ChronoUnit.DAYS);
            assertThat(statistics().read(tier, Dimension.TOTAL, month, NOW)).as(tier.name()).isNotEmpty();
            assertThat(counted(tier)).as(tier.name()).isEqualTo(recount(all));
        }
    }

    @Test
    default void countingAgainShouldChangeNothing() {
        fill(200, NOW.minus(1, ChronoUnit.HOURS), 15);
        rollup().countNew();
        sumUp();
        Map<String, Long> once = counted(Tier.HOUR);

        rollup().countNew();
        rollup().count(NOW.minus(1, ChronoUnit.HOURS), NOW);
        statistics().markLate(Tier.MINUTE, Set.of(Tier.MINUTE.start(NOW.minus(30, ChronoUnit.MINUTES))));
        sumUp();

        assertThat(counted(Tier.HOUR)).isEqualTo(once);
        assertThat(counted(Tier.MONTH)).isEqualTo(once);
        for (Tier tier : Tier.values()) {
            assertThat(statistics().late(tier, 10)).as(tier.name()).isEmpty();
        }
    }

    @Test
    default void aLateEventShouldBeCountedAndWhatItReplacesForgotten() {
        Instant time = Tier.MINUTE.start(NOW.minus(20, ChronoUnit.MINUTES));
        String id = MessageId.next(time, new Random(1));
        events().append(List.of(new Event(id, time, "n", EventType.RECEIVED, Optional.empty(), Map.of("sender", "a@b.test", "size", "10",
            "direction", "INCOMING")), new Event(id, time.plusMillis(1), "n", EventType.DEFERRED, Optional.of("r@own.test"), Map.of())));
        rollup().countNew();
        sumUp();
        assertThat(counted(Tier.DAY)).containsEntry("DEFERRED in", 1L);

        events().append(List.of(new Event(id, time.plusSeconds(600), "n", EventType.DELIVERED, Optional.of("r@own.test"), Map.of())));
        statistics().markLate(Tier.MINUTE, Set.of(time));
        sumUp();

        assertThat(counted(Tier.DAY)).containsEntry("DELIVERED in", 1L).doesNotContainKey("DEFERRED in");
        assertThat(counted(Tier.MINUTE)).containsEntry("COUNT in", 1L);
    }

    @Test
    default void countingShouldGoOnWhereItEnded() {
        fill(50, NOW.minus(10, ChronoUnit.MINUTES), 1);
        rollup().countNew();

        assertThat(statistics().countedUntil()).contains(Tier.MINUTE.start(NOW.minusSeconds(30)));
    }
}
