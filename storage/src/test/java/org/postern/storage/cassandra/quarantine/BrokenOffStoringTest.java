// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantineQuery;
import org.postern.gateway.quarantine.QuarantineStore;
import org.postern.gateway.quarantine.SampleItems;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.CassandraStores;
import org.postern.storage.cassandra.TestCassandra;

import com.datastax.oss.driver.api.core.uuid.Uuids;

/**
 * What becomes of a message whose storing stops between two steps, or meets the removal of the same message's content.
 */
@ExtendWith(CassandraExtension.class)
class BrokenOffStoringTest {
    private static final byte[] BYTES = "Subject: x\r\n\r\ntext\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final MessageSource MAIL = MessageSource.of(BYTES);

    private QuarantineStore store;
    private ItemTable items;
    private ContentTables contents;
    private CopyTable copies;
    private ListTable lists;
    private Instant now;
    private QuarantineItem first;
    private QuarantineItem second;

    @BeforeEach
    void open(TestCassandra cassandra, CassandraStores stores) {
        store = stores.quarantine();
        items = new ItemTable(cassandra.cql());
        contents = new ContentTables(cassandra.cql());
        copies = new CopyTable(cassandra.cql());
        lists = new ListTable(cassandra.cql());
        now = Instant.now();
        String messageId = SampleItems.messageId();
        first = SampleItems.item(messageId, "first@example.org");
        second = SampleItems.item(messageId, "second@example.org");
    }

    private List<QuarantineItem> listed() {
        return store.list(new QuarantineQuery(now.minus(Duration.ofDays(10)), now.plus(Duration.ofDays(1)), Optional.empty(),
            Optional.empty(), Optional.empty(), 10)).items();
    }

    private byte[] content() throws IOException {
        try (InputStream in = store.content(first.id().messageId()).orElseThrow().open()) {
            return in.readAllBytes();
        }
    }

    private void shouldBeInvisible() {
        assertThat(store.find(first.id())).isEmpty();
        assertThat(store.content(first.id().messageId())).isEmpty();
        assertThat(store.transition(first.id(), ItemStatus.PENDING, ItemStatus.DELETED)).isFalse();
        assertThat(listed()).isEmpty();
    }

    private void shouldBeCompletedByStoringAgain() throws IOException {
        store.store(MAIL, List.of(first));

        assertThat(store.find(first.id())).contains(first);
        assertThat(listed()).containsExactly(first);
        assertThat(content()).isEqualTo(BYTES);
    }

    @Test
    void storingShouldBeCompletedAfterTheItemsWereAnnounced() throws Exception {
        items.announce(List.of(first), now);

        shouldBeInvisible();
        shouldBeCompletedByStoringAgain();
    }

    @Test
    void storingShouldBeCompletedAfterTheContentWasWritten() throws Exception {
        items.announce(List.of(first), now);
        contents.ensure(first.id().messageId(), MAIL, now, first.expiresAt());

        shouldBeInvisible();
        shouldBeCompletedByStoringAgain();
    }

    @Test
    void storingShouldBeCompletedAfterTheListsWereWritten() throws Exception {
        items.announce(List.of(first), now);
        contents.ensure(first.id().messageId(), MAIL, now, first.expiresAt());
        lists.add(List.of(first), now);

        shouldBeInvisible();
        shouldBeCompletedByStoringAgain();
    }

    @Test
    void anItemThatIsComposedAnewShouldBeListedOnce() {
        QuarantineItem earlier = SampleItems.item(first.id().messageId(), first.recipient(), first.kind(),
            first.quarantinedAt().minusSeconds(100));
        items.announce(List.of(earlier), now);
        lists.add(List.of(earlier), now);

        store.store(MAIL, List.of(first));

        assertThat(listed()).containsExactly(first);
    }

    @Test
    void contentShouldSurviveAStoreThatBeginsWhileItIsBeingRemoved() throws Exception {
        store.store(MAIL, List.of(first));
        items.decide(items.find(first.id()).orElseThrow(), ItemStatus.DELETED, Optional.empty(), Uuids.timeBased(), now);

        contents.removeUnlessNeeded(first.id().messageId(), () -> {
            List<ItemRow> seen = items.ofMessage(first.id().messageId());
            // the whole of storing falls between the look at the items and the removal
            store.store(MAIL, List.of(second));
            return seen;
        }, now);

        assertThat(store.find(second.id())).contains(second);
        assertThat(content()).isEqualTo(BYTES);
    }

    @Test
    void contentShouldSurviveWhenTheRemovalSeesTheAnnouncedItem() throws Exception {
        store.store(MAIL, List.of(first));
        items.decide(items.find(first.id()).orElseThrow(), ItemStatus.DELETED, Optional.empty(), Uuids.timeBased(), now);

        items.announce(List.of(second), now);
        contents.removeUnlessNeeded(first.id().messageId(), () -> items.ofMessage(first.id().messageId()), now);
        store.store(MAIL, List.of(second));

        assertThat(content()).isEqualTo(BYTES);
    }

    @Test
    void contentShouldSurviveARemovalBetweenTheLookAtTheCopiesAndTheEndOfStoring() throws Exception {
        store.store(MAIL, List.of(first));

        items.announce(List.of(second), now);
        contents.ensure(first.id().messageId(), MAIL, now, second.expiresAt());
        store.transition(first.id(), ItemStatus.PENDING, ItemStatus.DELETED);
        lists.add(List.of(second), now);
        items.confirm(List.of(second), now);

        assertThat(content()).isEqualTo(BYTES);
    }

    @Test
    void contentShouldSurviveARemovalThatSeesTheCopyBeforeTheItemsWrittenWithIt() throws Exception {
        contents.ensure(first.id().messageId(), MAIL, now, first.expiresAt());
        StoredCopy copy = copies.ofMessage(first.id().messageId()).get(0).with(Map.of(first.id().value(), first.expiresAt()));
        copies.add(copy, now);

        contents.removeUnlessNeeded(first.id().messageId(), List::of, now);
        assertThat(copies.ofMessage(first.id().messageId())).extracting(StoredCopy::copy).containsExactly(copy.copy());

        Instant later = first.expiresAt().plusSeconds(1);
        contents.removeUnlessNeeded(first.id().messageId(), List::of, later);
        assertThat(copies.ofMessage(first.id().messageId())).isEmpty();
    }

    @Test
    void storingAgainShouldWriteContentThatTooFewReplicasHad(TestCassandra cassandra) throws Exception {
        store.store(MAIL, List.of(first));
        cassandra.session().execute("TRUNCATE postern_quarantine_copy");
        assertThat(store.content(first.id().messageId())).isEmpty();

        store.store(MAIL, List.of(first));

        assertThat(content()).isEqualTo(BYTES);
        assertThat(listed()).containsExactly(first);
    }

    @Test
    void aLongerLifeShouldGetACopyThatLivesAsLong() {
        QuarantineItem longer = SampleItems.item(first.id().messageId(), "third@example.org", first.kind(), first.quarantinedAt(),
            first.expiresAt().plus(Duration.ofDays(30)));
        store.store(MAIL, List.of(first));

        store.store(MAIL, List.of(longer));

        assertThat(copies.ofMessage(first.id().messageId())).extracting(StoredCopy::expiresAt)
            .anyMatch(end -> !end.isBefore(longer.expiresAt()));
    }
}
