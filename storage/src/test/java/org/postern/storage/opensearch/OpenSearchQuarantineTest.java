// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.index.Rebuild;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.ListPosition;
import org.postern.gateway.quarantine.QuarantineFilter;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantineListContract;
import org.postern.gateway.quarantine.QuarantineQuery;
import org.postern.gateway.quarantine.QuarantineStore;
import org.postern.gateway.quarantine.SampleItems;
import org.postern.gateway.quarantine.index.IndexedQuarantineStore;
import org.postern.gateway.quarantine.index.ItemIndexRebuild;
import org.postern.gateway.quarantine.index.ItemIndexer;
import org.postern.gateway.tracking.search.SearchText;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.CassandraStores;
import org.postern.storage.opensearch.quarantine.OpenSearchQuarantineIndex;

/** The lists of Cassandra's quarantine with the index; where that can answer, Cassandra's own lists must not be asked. */
@ExtendWith({CassandraExtension.class, OpenSearchExtension.class})
class OpenSearchQuarantineTest implements QuarantineListContract {
    private static final MessageSource CONTENT = MessageSource.of(new byte[] {'x'});

    private TestOpenSearch opensearch;
    private OpenSearchQuarantineIndex index;
    private QuarantineStore truth;
    private ItemIndexer indexer;
    private QuarantineStore store;

    @BeforeEach
    void open(CassandraStores stores, TestOpenSearch node, @TempDir Path directory) {
        opensearch = node;
        index = new OpenSearchQuarantineIndex(node.configuration(), Optional.empty());
        truth = stores.quarantine();
        indexer = new ItemIndexer(truth, index, directory.resolve("quarantine-to-be-indexed"), 100, Clock.systemUTC(),
            new RecordingMetricFactory());
        store = new IndexedQuarantineStore(withoutSearch(truth), index, indexer, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        indexer.close();
    }

    private static QuarantineStore withoutSearch(QuarantineStore some) {
        return around((method, arguments) -> {
            if (method.getName().equals("list")) {
                QuarantineFilter filter = ((QuarantineQuery) arguments[0]).filter();
                assertThat(filter.text().isPresent() || filter.minScore().isPresent()).as("is left to the index").isFalse();
            }
            return method.invoke(some, arguments);
        });
    }

    private interface Call {
        Object of(Method method, Object... arguments) throws ReflectiveOperationException;
    }

    private static QuarantineStore around(Call call) {
        return (QuarantineStore) Proxy.newProxyInstance(OpenSearchQuarantineTest.class.getClassLoader(),
            new Class<?>[] {QuarantineStore.class}, (proxy, method, arguments) -> {
                try {
                    return call.of(method, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            });
    }

    /** Indexes at once what is stored. */
    @Override
    @SuppressWarnings("unchecked")
    public QuarantineStore store() {
        return around((method, arguments) -> {
            Object result = method.invoke(store, arguments);
            if (method.getName().equals("store")) {
                assertThat(index.put((List<QuarantineItem>) arguments[1])).isZero();
                opensearch.refresh();
            }
            return result;
        });
    }

    private static QuarantineItem item(Instant at, Instant expiresAt) {
        return SampleItems.item(SampleItems.messageId(), SampleItems.recipient(), QuarantineKind.SPAM, at, expiresAt);
    }

    private static QuarantineQuery words(String text) {
        Instant now = SampleItems.now();
        return new QuarantineQuery(now.minus(Duration.ofDays(60)), now.plusSeconds(60), Optional.empty(), Optional.empty(),
            Optional.empty(), 100, new QuarantineFilter(Set.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(SearchText.parse(text)), OptionalDouble.empty(), OptionalDouble.empty(), false));
    }

    private List<ListPosition> known() {
        opensearch.refresh();
        return index.find(words("subject"), Optional.empty(), 100);
    }

    @Test
    void itemsShouldBeFoundWithinSecondsAndNotAfterTheyAreDecidedAbout() {
        Instant now = SampleItems.now();
        QuarantineItem item = item(now, now.plusSeconds(1000)).withAttachments(List.of("Rechnung März.pdf"));
        store.store(CONTENT, List.of(item));
        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(store.list(words("marz.pdf")).items())
            .containsExactly(item));

        store.transition(item.id(), ItemStatus.PENDING, ItemStatus.DELETED);

        assertThat(store.list(words("marz.pdf")).items()).isEmpty();
        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(known()).isEmpty());
    }

    @Test
    void whatExpiredShouldNotBeShownAndGoFromTheIndex() {
        Instant now = SampleItems.now();
        QuarantineItem waiting = item(now.minusSeconds(5), now.plusSeconds(1000));
        truth.store(CONTENT, List.of(waiting));
        QuarantineItem expired = item(now.minusSeconds(50), now.minusSeconds(5));
        index.put(List.of(waiting, expired));
        assertThat(known()).containsExactly(ListPosition.of(waiting), ListPosition.of(expired));

        assertThat(store.list(words("subject")).items()).containsExactly(waiting);
        index.removeExpired(now);

        assertThat(known()).containsExactly(ListPosition.of(waiting));
    }

    @Test
    void aRebuildShouldBringTheIndexIntoAgreementWithCassandra() {
        Instant now = SampleItems.now();
        QuarantineItem missing = item(now.minus(Duration.ofDays(40)), now.plusSeconds(1000));
        QuarantineItem deleted = item(now.minusSeconds(10), now.plusSeconds(1000));
        QuarantineItem unknown = item(now.minusSeconds(20), now.plusSeconds(1000));
        truth.store(CONTENT, List.of(missing));
        truth.store(CONTENT, List.of(deleted));
        truth.transition(deleted.id(), ItemStatus.PENDING, ItemStatus.DELETED);
        index.put(List.of(deleted, unknown));
        opensearch.refresh();
        Instant from = now.minus(Duration.ofDays(60));

        Rebuild.Progress done = new ItemIndexRebuild(truth, index).run(from, now.plusSeconds(1), progress -> { }, () -> false);

        assertThat(done).isEqualTo(new Rebuild.Progress(from, 1, 2, 0));
        assertThat(known()).containsExactly(ListPosition.of(missing));
        assertThat(store.list(words("subject")).items()).containsExactly(missing);
    }
}
