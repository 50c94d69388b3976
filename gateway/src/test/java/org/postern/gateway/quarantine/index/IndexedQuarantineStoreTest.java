// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.index.Rebuild;
import org.postern.gateway.quarantine.InMemoryQuarantineStore;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.QuarantineFilter;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantinePage;
import org.postern.gateway.quarantine.QuarantineQuery;
import org.postern.gateway.quarantine.SampleItems;
import org.postern.gateway.tracking.search.SearchText;

class IndexedQuarantineStoreTest {
    private static final MessageSource MAIL = MessageSource.of(new byte[] {'x'});

    private final InMemoryQuarantineStore truth = new InMemoryQuarantineStore(Clock.systemUTC());
    private final InMemoryQuarantineIndex index = new InMemoryQuarantineIndex();
    private final RecordingMetricFactory metrics = new RecordingMetricFactory();
    private Path file;
    private ItemIndexer indexer;
    private IndexedQuarantineStore store;

    @BeforeEach
    void open(@TempDir Path directory) {
        file = directory.resolve("quarantine-to-be-indexed");
        reopen(100);
    }

    private void reopen(int most) {
        indexer = new ItemIndexer(truth, index, file, most, Clock.systemUTC(), metrics);
        store = new IndexedQuarantineStore(truth, index, indexer, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        indexer.close();
    }

    private QuarantineItem stored(Instant at) {
        QuarantineItem item = SampleItems.item(SampleItems.messageId(), SampleItems.recipient(), QuarantineKind.SPAM, at);
        store.store(MAIL, List.of(item));
        return item;
    }

    private static QuarantineQuery words(String text) {
        Instant now = SampleItems.now();
        return new QuarantineQuery(now.minus(Duration.ofDays(30)), now.plusSeconds(10), Optional.empty(), Optional.empty(),
            Optional.empty(), 50, new QuarantineFilter(Set.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(SearchText.parse(text)), OptionalDouble.empty(), OptionalDouble.empty(), false));
    }

    private void awaitIndexed(List<QuarantineItem> items) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(index.items.keySet())
            .containsExactlyInAnyOrderElementsOf(items.stream().map(QuarantineItem::id).toList()));
    }

    @Test
    void itemsShouldStandInTheIndexAsLongAsTheyWait() {
        QuarantineItem deleted = stored(SampleItems.now());
        QuarantineItem released = stored(SampleItems.now());
        QuarantineItem releasing = stored(SampleItems.now());
        awaitIndexed(List.of(deleted, released, releasing));

        store.transition(deleted.id(), ItemStatus.PENDING, ItemStatus.DELETED);
        store.transition(released.id(), ItemStatus.PENDING, ItemStatus.RELEASING);
        store.transition(released.id(), ItemStatus.RELEASING, ItemStatus.RELEASED);
        store.transition(releasing.id(), ItemStatus.PENDING, ItemStatus.RELEASING);

        awaitIndexed(List.of(releasing));
        assertThat(metrics.countFor("postern.quarantine.indexed")).isGreaterThanOrEqualTo(3);
        assertThat(store.list(words("subject")).items()).isEmpty();
        store.transition(releasing.id(), ItemStatus.RELEASING, ItemStatus.PENDING);
        assertThat(store.list(words("subject")).items()).containsExactly(releasing);
        assertThat(index.questions).hasPositiveValue();
    }

    @Test
    void whatTheIndexSaysShouldOnlyBeBelievedAsFarAsTheStoreAgrees() {
        QuarantineItem waiting = stored(SampleItems.now());
        QuarantineItem deleted = stored(SampleItems.now());
        truth.transition(deleted.id(), ItemStatus.PENDING, ItemStatus.DELETED);
        QuarantineItem unknown = SampleItems.item(SampleItems.messageId(), SampleItems.recipient());
        QuarantineItem expired = SampleItems.item(SampleItems.messageId(), SampleItems.recipient(), QuarantineKind.SPAM,
            SampleItems.now().minusSeconds(60), SampleItems.now().minusSeconds(1));
        truth.store(MAIL, List.of(expired));
        awaitIndexed(List.of(waiting));
        index.put(List.of(deleted, unknown, expired));

        assertThat(store.list(words("subject")).items()).containsExactly(waiting);
        assertThat(index.questions).hasPositiveValue();
    }

    @Test
    void searchesShouldGoOnWithoutTheIndexAndNotWaitForItAgainAtOnce() {
        QuarantineItem first = stored(SampleItems.now());
        QuarantineItem second = stored(SampleItems.now().minusSeconds(1));
        awaitIndexed(List.of(first, second));
        QuarantineQuery query = words("subject");
        QuarantinePage page = store.list(new QuarantineQuery(query.from(), query.to(), query.recipient(), query.kind(), query.cursor(), 1,
            query.filter()));
        assertThat(index.questions).hasValue(1);
        index.away = true;

        assertThat(store.list(query.after(page.next())).items()).containsExactly(second);
        assertThat(store.list(query).items()).containsExactly(first, second);
        assertThat(index.questions).hasValue(2);
    }

    @Test
    void nothingShouldBeLostWhileTheIndexIsAwayHoweverMuchComes() {
        indexer.close();
        reopen(5);
        index.away = true;
        List<QuarantineItem> items = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            items.add(stored(SampleItems.now().minus(Duration.ofMinutes(i))));
        }
        Awaitility.await().untilAsserted(() -> assertThat(indexer.writing().failingSince()).isPresent());
        assertThat(indexer.isBehind()).isTrue();
        assertThat(store.list(words("subject")).items()).hasSize(20);
        assertThat(index.questions).hasValue(0);
        store.transition(items.get(19).id(), ItemStatus.PENDING, ItemStatus.DELETED);
        index.items.put(items.get(19).id(), items.get(19));

        index.away = false;

        awaitIndexed(items.subList(0, 19));
        Awaitility.await().untilAsserted(() -> assertThat(indexer.isBehind()).isFalse());
        assertThat(metrics.countFor("postern.quarantine.index-failed")).isPositive();
    }

    @Test
    void whatWasNotIndexedAtTheEndShouldBeMadeUpForAfterTheNextStart() {
        index.away = true;
        QuarantineItem item = stored(SampleItems.now().minus(Duration.ofDays(3)));
        Awaitility.await().untilAsserted(() -> assertThat(indexer.writing().failingSince()).isPresent());
        indexer.close();
        index.away = false;

        reopen(100);

        awaitIndexed(List.of(item));
    }

    @Test
    void whatExpiredShouldGoFromTheIndex() {
        QuarantineItem expired = SampleItems.item(SampleItems.messageId(), SampleItems.recipient(), QuarantineKind.SPAM,
            SampleItems.now().minusSeconds(60), SampleItems.now().minusSeconds(1));
        index.items.put(expired.id(), expired);
        indexer.close();

        reopen(100);

        QuarantineItem other = stored(SampleItems.now());
        awaitIndexed(List.of(other));
    }

    @Test
    void aRebuildShouldPutWhatIsMissingAndTakeOutWhatDoesNotWait() {
        Instant now = SampleItems.now();
        List<QuarantineItem> waiting = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            QuarantineItem item = SampleItems.item(SampleItems.messageId(), SampleItems.recipient(), QuarantineKind.SPAM,
                now.minus(Duration.ofMinutes(50L * i)));
            truth.store(MAIL, List.of(item));
            waiting.add(item);
        }
        QuarantineItem unknown = SampleItems.item(SampleItems.messageId(), SampleItems.recipient(), QuarantineKind.SPAM,
            now.minusSeconds(90));
        index.items.put(unknown.id(), unknown);
        QuarantineItem releasing = waiting.get(3);
        index.items.put(releasing.id(), releasing);
        truth.transition(releasing.id(), ItemStatus.PENDING, ItemStatus.RELEASING);
        List<Rebuild.Progress> steps = new ArrayList<>();
        Instant from = now.minus(Duration.ofHours(6));

        Rebuild.Progress end = new ItemIndexRebuild(truth, index).run(from, now.plusSeconds(1), steps::add, () -> false);

        assertThat(end).isEqualTo(new Rebuild.Progress(from, 6, 1, 0));
        awaitIndexed(waiting);
        assertThat(steps).hasSizeGreaterThan(1);
    }
}
