// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.MessageId;

/**
 * What every event store must do. Times count to the microsecond. Tests use message ids of their own, so that a store may share a
 * database between them.
 */
public interface EventStoreContract {

    /** The store under test, the same one within a test. */
    EventStore store();

    private static String messageId() {
        return MessageId.next(Instant.now(), new SecureRandom());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static Event event(String messageId, Instant time, EventType type) {
        return new Event(messageId, time, "node-1", type, Optional.empty(), Map.of());
    }

    @Test
    default void timelineShouldBeEmptyForAnUnknownMessage() {
        assertThat(store().timeline(messageId())).isEmpty();
    }

    @Test
    default void appendingNothingShouldDoNothing() {
        store().append(List.of());

        assertThat(store().timeline(messageId())).isEmpty();
    }

    @Test
    default void timelineShouldReturnEveryFieldAsAppended() {
        String id = messageId();
        Event event = new Event(id, now(), "knoten-ä", EventType.QUARANTINED, Optional.of("Empfänger@bücher.example"),
            Map.of("reason", "Grüße 你好 \uD83D\uDE00", "empty", "", "rule", "a \"b\"\n'c'"));

        store().append(List.of(event));

        assertThat(store().timeline(id)).containsExactly(event);
    }

    @Test
    default void everyTypeShouldComeBack() {
        String id = messageId();
        Instant start = now();
        List<Event> events = new ArrayList<>();
        for (EventType type : EventType.values()) {
            events.add(event(id, start.plusMillis(events.size()), type));
        }

        store().append(events);

        assertThat(store().timeline(id)).isEqualTo(events);
    }

    @Test
    default void timelineShouldBeInOrderOfTimeWhateverTheOrderOfAppending() {
        String id = messageId();
        Instant start = now();
        List<Event> events = IntStream.range(0, 50).mapToObj(i -> event(id, start.plusMillis(i), EventType.ANALYSED)).toList();
        List<Event> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(1));

        store().append(shuffled.subList(0, 20));
        store().append(shuffled.subList(20, 50));

        assertThat(store().timeline(id)).isEqualTo(events);
    }

    @Test
    default void eventsOneMicrosecondApartShouldKeepTheirOrder() {
        String id = messageId();
        Instant start = now().truncatedTo(ChronoUnit.MILLIS);
        List<Event> events = List.of(event(id, start, EventType.RELEASED), event(id, start.plus(1, ChronoUnit.MICROS), EventType.QUEUED),
            event(id, start.plus(2, ChronoUnit.MICROS), EventType.DELIVERED));

        store().append(List.of(events.get(2), events.get(0), events.get(1)));

        assertThat(store().timeline(id)).isEqualTo(events);
    }

    @Test
    default void differentEventsOfTheSameInstantShouldAllBeKept() {
        String id = messageId();
        Instant time = now();
        List<Event> events = List.of(
            new Event(id, time, "node-1", EventType.DELIVERED, Optional.of("a@example.org"), Map.of()),
            new Event(id, time, "node-1", EventType.DELIVERED, Optional.of("b@example.org"), Map.of()),
            new Event(id, time, "node-1", EventType.QUEUED, Optional.of("a@example.org"), Map.of()),
            new Event(id, time, "node-2", EventType.QUEUED, Optional.of("a@example.org"), Map.of()),
            new Event(id, time, "node-2", EventType.QUEUED, Optional.empty(), Map.of()));

        store().append(events);

        assertThat(store().timeline(id)).containsExactlyInAnyOrderElementsOf(events);
    }

    @Test
    default void appendingTheSameEventTwiceShouldLeaveItOnce() {
        Event event = event(messageId(), now(), EventType.RECEIVED);

        store().append(List.of(event, event));
        store().append(List.of(event));

        assertThat(store().timeline(event.messageId())).containsExactly(event);
    }

    @Test
    default void oneBatchMayHoldEventsOfManyMessages() {
        List<Event> events = IntStream.range(0, 300).mapToObj(i -> event(messageId(), now(), EventType.RECEIVED)).toList();

        store().append(events);

        assertThat(events).allSatisfy(event -> assertThat(store().timeline(event.messageId())).containsExactly(event));
    }

    @Test
    default void timelineOfManyRecipientsShouldBeComplete() {
        String id = messageId();
        Instant start = now();
        List<Event> events = IntStream.range(0, 1500).mapToObj(i -> new Event(id, start.plus(i, ChronoUnit.MICROS), "node-1",
            EventType.DELIVERED, Optional.of("user" + i + "@example.org"), Map.of("reply", "250 2.0.0 OK"))).toList();

        store().append(events);

        assertThat(store().timeline(id)).isEqualTo(events);
    }

    @Test
    default void timelineShouldTolerateAnIdFromOutside() {
        assertThat(store().timeline("no such id ' \" ; \u0000 ü")).isEmpty();
    }

    @Test
    default void timelinesShouldBringThoseThatAreKnown() {
        List<Event> events = IntStream.range(0, 200).mapToObj(i -> event(messageId(), now(), EventType.RECEIVED)).toList();
        store().append(events);
        List<String> asked = new ArrayList<>(events.stream().map(Event::messageId).toList());
        asked.add(messageId());

        Map<String, List<Event>> found = store().timelines(asked);

        assertThat(found).hasSize(200);
        assertThat(events).allSatisfy(event -> assertThat(found.get(event.messageId())).containsExactly(event));
    }

    private static Event received(Instant time, String sender, String client) {
        return new Event(MessageId.next(time, new SecureRandom()), time, "node-1", EventType.RECEIVED, Optional.empty(),
            Map.of("sender", sender, "client", client));
    }

    @Test
    default void idsShouldComeNewestFirstFromAllOfTheTimeAndNoOther() {
        String sender = UUID.randomUUID() + "@example.org";
        Instant now = now();
        List<Event> events = IntStream.range(0, 40).mapToObj(i -> received(now.minus(Duration.ofHours(20L * i)), sender, "192.0.2.1"))
            .toList();
        store().append(events);
        Instant from = now.minus(Duration.ofHours(20 * 30));

        List<String> ids = store().ids(IndexTerm.sender(sender), from, now, Optional.empty(), 100);

        assertThat(ids).isEqualTo(events.subList(1, 31).stream().map(Event::messageId).toList());
    }

    @Test
    default void idsShouldGoOnBelowAnIdAndKeepTheLimit() {
        String sender = UUID.randomUUID() + "@example.org";
        Instant now = now();
        List<Event> events = IntStream.range(0, 25).mapToObj(i -> received(now.minus(Duration.ofHours(7L * i)), sender, "192.0.2.1"))
            .toList();
        store().append(events);
        List<String> all = new ArrayList<>();
        Optional<String> below = Optional.empty();
        for (int i = 0; i < 5; i++) {
            List<String> page = store().ids(IndexTerm.sender(sender), now.minus(Duration.ofDays(30)), now.plusSeconds(1), below, 5);
            assertThat(page).hasSize(5);
            all.addAll(page);
            below = Optional.of(page.get(4));
        }

        assertThat(all).isEqualTo(events.stream().map(Event::messageId).toList());
        assertThat(store().ids(IndexTerm.sender(sender), now.minus(Duration.ofDays(30)), now.plusSeconds(1), below, 5)).isEmpty();
    }

    @Test
    default void idsShouldBeFoundByEverythingThatIsIndexed() {
        String mark = UUID.randomUUID().toString();
        Instant now = now();
        String id = MessageId.next(now, new SecureRandom());
        store().append(List.of(
            new Event(id, now, "n", EventType.RECEIVED, Optional.empty(), Map.of("sender", mark + "@From.example", "client", mark,
                "queue-id",
                "Mail" + mark)),
            new Event(id, now.plusMillis(1), "n", EventType.ANALYSED, Optional.empty(), Map.of("message-id", "<" + mark + "@host>", "found",
                "Eicar-" + mark)),
            new Event(id, now.plusMillis(2), "n", EventType.RULES_APPLIED, Optional.of("Bob@" + mark + ".example"), Map.of("rules",
                NameList.join(List.of("Block " + mark, "Tom, Dick \\ Harry " + mark)))),
            new Event(id, now.plus(Duration.ofDays(3)), "n", EventType.BOUNCED, Optional.of("Bob@" + mark + ".example"), Map.of())));

        for (IndexTerm term : List.of(IndexTerm.sender(mark + "@from.EXAMPLE"), new IndexTerm(IndexField.CLIENT, mark),
            new IndexTerm(IndexField.QUEUE_ID, "mail" + mark), IndexTerm.messageId(mark + "@host"), IndexTerm.messageId("<" + mark
                + "@host>"),
            new IndexTerm(IndexField.VIRUS, "Eicar-" + mark), new IndexTerm(IndexField.RULE, "block " + mark),
            new IndexTerm(IndexField.RULE, "Tom, Dick \\ Harry " + mark),
            new IndexTerm(IndexField.RECIPIENT, "bob@" + mark + ".example"), new IndexTerm(IndexField.RECIPIENT_DOMAIN, mark
                + ".example"))) {
            assertThat(store().ids(term, now.minusSeconds(1), now.plusSeconds(1), Optional.empty(), 10)).as(term.toString())
                .containsExactly(id);
        }
        for (IndexTerm common : List.of(IndexTerm.ALL, new IndexTerm(IndexField.EVENT, "BOUNCED"),
            new IndexTerm(IndexField.SENDER_DOMAIN, "from.example"))) {
            assertThat(store().ids(common, now.minusSeconds(1), now.plusSeconds(1), Optional.empty(), 1000)).contains(id);
        }
    }

    @Test
    default void theNullSenderShouldBeFound() {
        Instant now = now();
        Event bounce = received(now, "", "192.0.2.1");
        store().append(List.of(bounce));

        assertThat(store().ids(IndexTerm.sender(""), now.minusSeconds(1), now.plusSeconds(1), Optional.empty(), 1000))
            .contains(bounce.messageId());
    }
}
