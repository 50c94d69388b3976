// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.analysis.facts.MessageId;
import org.postern.gateway.StorageUnavailableException;

class BufferedTrackerTest {
    private static final Duration LIFETIME = Duration.ofDays(1);
    private final RecordingMetricFactory metrics = new RecordingMetricFactory();
    private final InMemoryEventStore memory = new InMemoryEventStore(Clock.systemUTC(), LIFETIME);

    /** A store that can be away, or take its time. */
    private final class Weak implements EventStore {
        private final AtomicBoolean away = new AtomicBoolean();
        private final AtomicInteger calls = new AtomicInteger();
        private final CountDownLatch gate = new CountDownLatch(1);
        private volatile boolean gated;

        @Override
        public void append(List<Event> events) {
            calls.incrementAndGet();
            if (gated) {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new StorageUnavailableException("interrupted", e);
                }
            }
            if (away.get()) {
                throw new StorageUnavailableException("away", null);
            }
            memory.append(events);
        }

        @Override
        public List<Event> timeline(String messageId) {
            return memory.timeline(messageId);
        }

        @Override
        public Map<String, List<Event>> timelines(Collection<String> messageIds) {
            return memory.timelines(messageIds);
        }

        @Override
        public List<String> ids(IndexTerm term, Instant from, Instant to, Optional<String> below, int limit) {
            return memory.ids(term, from, to, below, limit);
        }

        @Override
        public void remove(List<Event> gone, List<Event> kept, List<IndexTerm> terms) {
            memory.remove(gone, kept, terms);
        }

        @Override
        public void forget(IndexTerm term) {
            memory.forget(term);
        }
    }

    private BufferedTracker tracker(EventStore store, int buffer) {
        return new BufferedTracker(store, Clock.systemUTC(), "node-1", buffer, metrics);
    }

    @Test
    void eventShouldBeInTheStoreWellUnderFiveSeconds() {
        try (BufferedTracker tracker = tracker(memory, 100)) {
            tracker.record("id", EventType.RECEIVED, Map.of("size", "42"));

            Awaitility.await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> assertThat(memory.timeline("id")).singleElement()
                .satisfies(event -> {
                    assertThat(event.node()).isEqualTo("node-1");
                    assertThat(event.details()).containsEntry("size", "42");
                }));
        }
    }

    @Test
    void closeShouldStoreWhatWaits() {
        BufferedTracker tracker = tracker(memory, 20_000);
        IntStream.range(0, 10_000).forEach(i -> tracker.record("id", EventType.DELIVERED, Map.of("n", String.valueOf(i))));

        tracker.close();

        assertThat(memory.timeline("id")).hasSize(10_000);
        assertThat(tracker.dropped()).isZero();
    }

    @Test
    void eventsShouldKeepTheirOrderAlsoWhenTheClockStandsStill() {
        BufferedTracker tracker = new BufferedTracker(memory, Clock.fixed(Instant.now(), ZoneOffset.UTC), "n", 1000, metrics);
        IntStream.range(0, 100).forEach(i -> tracker.record("id", EventType.ANALYSED, Map.of("n", String.valueOf(i))));
        tracker.close();

        assertThat(memory.timeline("id")).extracting(event -> event.details().get("n"))
            .containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(String::valueOf).toList());
    }

    @Test
    void eventsShouldWaitWhileTheStoreIsAway() {
        Weak store = new Weak();
        store.away.set(true);
        try (BufferedTracker tracker = tracker(store, 1000)) {
            IntStream.range(0, 500).forEach(i -> tracker.record("id", EventType.ANALYSED, Map.of()));
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> store.calls.get() >= 3);
            assertThat(memory.timeline("id")).isEmpty();

            store.away.set(false);

            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(memory.timeline("id")).hasSize(500));
            assertThat(tracker.dropped()).isZero();
            Awaitility.await().atMost(Duration.ofSeconds(2)).until(() -> tracker.pending() == 0);
        }
    }

    @Test
    void eventsBeyondTheBufferShouldBeDroppedAndCountedWithoutWaiting() {
        Weak store = new Weak();
        store.gated = true;
        BufferedTracker tracker = tracker(store, 10);
        tracker.record("id", EventType.RECEIVED, Map.of());
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> store.calls.get() == 1);

        IntStream.range(0, 25).forEach(i -> tracker.record("id", EventType.ANALYSED, Map.of()));

        assertThat(tracker.dropped()).isEqualTo(15);
        assertThat(metrics.countFor("postern.tracking.dropped")).isEqualTo(15);
        store.gate.countDown();
        tracker.close();
        assertThat(memory.timeline("id")).hasSize(11);
    }

    @Test
    void eventsThatCouldNotBeStoredAtTheEndShouldBeCounted() {
        Weak store = new Weak();
        store.away.set(true);
        BufferedTracker tracker = new BufferedTracker(store, Clock.systemUTC(), "n", 100, metrics, Duration.ofMillis(200),
            new EventPrivacy(true), Optional.empty(), minutes -> { });
        IntStream.range(0, 7).forEach(i -> tracker.record("id", EventType.ANALYSED, Map.of()));

        tracker.close();

        assertThat(tracker.dropped()).isEqualTo(7);
        tracker.record("id", EventType.ANALYSED, Map.of());
        assertThat(tracker.dropped()).isEqualTo(8);
    }

    private BufferedTracker spilling(EventStore store, Path directory, long most) {
        return new BufferedTracker(store, Clock.systemUTC(), "n", 1000, metrics, new EventPrivacy(true), Optional.of(directory), most,
            minutes -> { });
    }

    @Test
    void eventsShouldSurviveACleanStopWhileTheStoreIsAway(@TempDir Path directory) {
        Weak store = new Weak();
        store.away.set(true);
        try (BufferedTracker tracker = spilling(store, directory, 1 << 20)) {
            IntStream.range(0, 700).forEach(i -> tracker.record("id", EventType.ANALYSED, Map.of("n", "Zahl ü" + i)));
            tracker.record("id", EventType.BOUNCED, Optional.of("a@example.org"), Map.of());
        }
        assertThat(memory.timeline("id")).isEmpty();
        store.away.set(false);

        try (BufferedTracker tracker = spilling(store, directory, 1 << 20)) {
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(memory.timeline("id")).hasSize(701));
            assertThat(tracker.dropped()).isZero();
        }
        assertThat(memory.timeline("id").get(3).details()).containsEntry("n", "Zahl ü3");
        assertThat(memory.timeline("id").get(700).recipient()).contains("a@example.org");
        assertThat(directory).isEmptyDirectory();
        assertThat(metrics.countFor("postern.tracking.spilled")).isEqualTo(701);
    }

    @Test
    void diskShouldBeBoundedAndTheRestCounted(@TempDir Path directory) {
        Weak store = new Weak();
        store.away.set(true);
        BufferedTracker tracker = new BufferedTracker(store, Clock.systemUTC(), "n", 10, metrics, Duration.ofMillis(500),
            new EventPrivacy(true), Optional.of(new EventSpill(directory, 1)), minutes -> { });
        tracker.record("id", EventType.ANALYSED, Map.of());
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> tracker.pending() == 0);

        IntStream.range(0, 5).forEach(i -> tracker.record("id", EventType.ANALYSED, Map.of()));
        tracker.close();

        assertThat(tracker.dropped()).isEqualTo(5);
        assertThat(directory).isDirectoryContaining(file -> file.toString().endsWith(".events"));
    }

    @Test
    void aFileThatACrashCutOffShouldBeReadUpToThere(@TempDir Path directory) throws Exception {
        EventSpill spill = new EventSpill(directory, 1 << 20);
        Instant now = Instant.now();
        spill.write(List.of(new Event("id", now, "n", EventType.RECEIVED, Optional.empty(), Map.of()),
            new Event("id", now.plusMillis(1), "n", EventType.ANALYSED, Optional.empty(), Map.of())));
        Path file = spill.oldest().orElseThrow();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 3));

        try (BufferedTracker tracker = spilling(memory, directory, 1 << 20)) {
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(memory.timeline("id")).hasSize(1));
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(directory).isEmptyDirectory());
            assertThat(tracker.dropped()).isZero();
        }
    }

    @Test
    void aFileThatHoldsSomethingElseShouldBeKeptBesideAndHoldUpNothing(@TempDir Path directory) throws Exception {
        EventSpill spill = new EventSpill(directory, 1 << 20);
        spill.write(List.of(new Event("id", Instant.now(), "n", EventType.RECEIVED, Optional.empty(), Map.of())));
        Path file = spill.oldest().orElseThrow();
        Files.writeString(file, "no event at all", StandardOpenOption.APPEND);

        try (BufferedTracker tracker = spilling(memory, directory, 1 << 20)) {
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(memory.timeline("id")).hasSize(1));
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> Files.notExists(file));
            assertThat(directory).isDirectoryContaining(left -> left.toString().endsWith(".events.unreadable"));
        }
    }

    @Test
    void subjectsShouldNotBeKeptWhenTheyAreNotWanted() {
        try (BufferedTracker tracker = new BufferedTracker(memory, Clock.systemUTC(), "n", 100, metrics, new EventPrivacy(false),
            Optional.empty(), 0, minutes -> { })) {
            tracker.record("id", EventType.ANALYSED, Map.of("subject", "Secret", "score", "1.0"));
        }

        assertThat(memory.timeline("id")).singleElement().satisfies(event -> assertThat(event.details()).isEqualTo(Map.of("score", "1.0")));
    }

    @Test
    void lateEventsShouldBeTold() {
        Instant old = Instant.parse("2026-01-10T10:11:12Z");
        Set<Instant> told = ConcurrentHashMap.newKeySet();
        try (BufferedTracker tracker = new BufferedTracker(memory, Clock.systemUTC(), "n", 100, metrics, new EventPrivacy(true),
            Optional.empty(), 0, told::addAll)) {
            tracker.record(MessageId.next(old, new Random(1)), EventType.DELIVERED, Map.of());
            tracker.record(MessageId.next(Instant.now(), new Random(1)), EventType.DELIVERED, Map.of());
        }

        assertThat(told).containsExactly(Instant.parse("2026-01-10T10:11:00Z"));
    }
}
