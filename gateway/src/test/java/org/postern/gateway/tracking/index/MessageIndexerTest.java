// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.analysis.facts.MessageId;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.EventType;
import org.postern.gateway.tracking.FieldLifetimes;
import org.postern.gateway.tracking.InMemoryEventStore;
import org.postern.gateway.tracking.search.MessagePage;
import org.postern.gateway.tracking.search.MessageQuery;
import org.postern.gateway.tracking.search.MessageSearch;
import org.postern.gateway.tracking.search.SearchText;

class MessageIndexerTest {
    private static final Duration LIFETIME = Duration.ofDays(366);

    private final InMemoryEventStore events = new InMemoryEventStore(Clock.systemUTC(), LIFETIME);
    private final InMemoryMessageIndex index = new InMemoryMessageIndex();
    private final RecordingMetricFactory metrics = new RecordingMetricFactory();
    private Path file;

    @BeforeEach
    void place(@TempDir Path directory) {
        file = directory.resolve("to-be-indexed");
    }

    private MessageIndexer indexer(int most) {
        return new MessageIndexer(events, index, file, LIFETIME, most, Clock.systemUTC(), metrics);
    }

    private static String message(EventStore store, Instant time) {
        String id = MessageId.next(time, new SecureRandom());
        store.append(List.of(new Event(id, time, "n", EventType.RECEIVED, Optional.empty(), Map.of("sender", "a@remote.test"))));
        return id;
    }

    private void awaitIndexed(List<String> ids) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() ->
            assertThat(index.timelines.keySet()).containsExactlyInAnyOrderElementsOf(ids));
    }

    @Test
    void aMessageShouldBeIndexedWellUnderFiveSecondsAndAgainWithEachEvent() throws Exception {
        try (MessageIndexer indexer = indexer(100)) {
            EventStore store = new IndexedEventStore(events, indexer);
            String id = message(store, Instant.now());
            Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> index.timelines.containsKey(id));

            store.append(List.of(new Event(id, Instant.now(), "n", EventType.QUARANTINED, Optional.of("b@example.org"), Map.of())));

            Awaitility.await().atMost(Duration.ofSeconds(3)).untilAsserted(() -> assertThat(index.timelines.get(id)).hasSize(2));
            Awaitility.await().untilAsserted(() -> assertThat(Files.readString(file)).isEmpty());
            assertThat(metrics.countFor("postern.tracking.indexed")).isEqualTo(2);
        }
    }

    @Test
    void nothingShouldBeLostWhileTheIndexIsAwayHoweverMuchComes() {
        index.away = true;
        try (MessageIndexer indexer = indexer(10)) {
            EventStore store = new IndexedEventStore(events, indexer);
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                ids.add(message(store, Instant.now().minusSeconds(20L * i)));
            }
            Awaitility.await().untilAsserted(() -> assertThat(indexer.failingSince()).isPresent());
            assertThat(indexer.waiting()).isLessThanOrEqualTo(10);
            assertThat(indexer.waitingMinutes()).isPositive();

            index.away = false;

            awaitIndexed(ids);
            Awaitility.await().untilAsserted(() -> assertThat(indexer.failingSince()).isEmpty());
            assertThat(indexer.waitingMinutes()).isZero();
        }
    }

    @Test
    void whatWasNotIndexedAtTheEndShouldBeMadeUpForAfterTheNextStart() {
        index.away = true;
        List<String> ids = new ArrayList<>();
        try (MessageIndexer indexer = indexer(100)) {
            EventStore store = new IndexedEventStore(events, indexer);
            ids.add(message(store, Instant.now()));
            ids.add(message(store, Instant.now().minus(Duration.ofDays(40))));
            Awaitility.await().untilAsserted(() -> assertThat(indexer.failingSince()).isPresent());
        }
        assertThat(index.timelines).isEmpty();
        index.away = false;

        try (MessageIndexer indexer = indexer(100)) {
            awaitIndexed(ids);
            Awaitility.await().untilAsserted(() -> assertThat(Files.readString(file)).isEmpty());
        }
    }

    @Test
    void theEndShouldIndexWhatWaits() {
        List<String> ids = new ArrayList<>();
        try (MessageIndexer indexer = indexer(100)) {
            ids.add(message(new IndexedEventStore(events, indexer), Instant.now()));
        }
        assertThat(index.timelines.keySet()).containsExactlyElementsOf(ids);
    }

    @Test
    void messagesWhoseEventsAreGoneShouldGoFromTheIndex() {
        try (MessageIndexer indexer = indexer(100)) {
            EventStore store = new IndexedEventStore(events, indexer);
            String id = message(store, Instant.now());
            awaitIndexed(List.of(id));

            store.remove(events.timeline(id), List.of(), List.of());

            awaitIndexed(List.of());
        }
    }

    @Test
    void whatHasLostItsAddressesShouldBeIndexedAgainWithoutThem() {
        FieldLifetimes fields = new FieldLifetimes(Duration.ofHours(3), Duration.ofHours(2));
        EventStore store = new InMemoryEventStore(Clock.systemUTC(), Duration.ofDays(400), fields);
        String old = message(store, Instant.now().minus(Duration.ofHours(2)).minus(Duration.ofMinutes(10)));
        index.timelines.put(old, List.of());

        try (MessageIndexer indexer = new MessageIndexer(store, index, file, Duration.ofDays(400), fields, 100, Clock.systemUTC(),
                metrics)) {
            Awaitility.await().untilAsserted(() -> assertThat(index.timelines.get(old)).isNotEmpty());
            assertThat(index.timelines.get(old)).allSatisfy(event -> assertThat(event.details().values()).noneMatch(
                value -> value.contains("@")));
            assertThat(indexer.failingSince()).isEmpty();
        }
    }

    @Test
    void aRebuildShouldPutWhatIsMissingAndTakeOutWhatIsUnknown() {
        Instant now = Instant.now();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add(message(events, now.minus(Duration.ofMinutes(50L * i))));
        }
        String outside = message(events, now.minus(Duration.ofDays(3)));
        String unknown = MessageId.next(now.minusSeconds(90), new SecureRandom());
        index.timelines.put(unknown, List.of());
        index.timelines.put(ids.get(0), List.of());
        List<IndexRebuild.Progress> steps = new ArrayList<>();
        Instant from = now.minus(Duration.ofHours(6));

        IndexRebuild.Progress end = new IndexRebuild(events, index).run(from, now.plusSeconds(1), steps::add, () -> false);

        assertThat(end).isEqualTo(new IndexRebuild.Progress(from, 7, 1, 0));
        assertThat(index.timelines.keySet()).containsExactlyInAnyOrderElementsOf(ids).doesNotContain(outside);
        assertThat(index.timelines.get(ids.get(0))).hasSize(1);
        assertThat(steps).extracting(IndexRebuild.Progress::reached).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(new IndexRebuild(events, index).run(from, now, steps::add, () -> true).reached()).isEqualTo(now);
    }

    @Test
    void aSearchShouldGoOnWithoutTheIndexWhileItIsAway() {
        index.away = true;
        String id = message(events, Instant.now());
        MessageQuery query = MessageQuery.of(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1), 10)
            .with(SearchText.parse("remote"));

        MessagePage page = new MessageSearch(events, Optional.of(index)).find(query);

        assertThat(page.rows()).singleElement().satisfies(row -> assertThat(row.message().id()).isEqualTo(id));
    }
}
