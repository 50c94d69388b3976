// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantineStore;
import org.postern.gateway.quarantine.SampleItems;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.CassandraStores;
import org.postern.storage.cassandra.TestCassandra;

/**
 * What the store leaves in its tables.
 */
@ExtendWith(CassandraExtension.class)
class QuarantineTablesTest {
    private static final byte[] TEXT = "An ordinary line of text.\r\n".repeat(40_000).getBytes(StandardCharsets.US_ASCII);

    private TestCassandra cassandra;
    private QuarantineStore store;

    @BeforeEach
    void open(TestCassandra cassandra, CassandraStores stores) {
        this.cassandra = cassandra;
        this.store = stores.quarantine();
    }

    private List<QuarantineItem> items(int recipients) {
        String messageId = SampleItems.messageId();
        return IntStream.range(0, recipients).mapToObj(i -> SampleItems.item(messageId, i + "@example.org")).toList();
    }

    private static byte[] read(MessageSource source) throws IOException {
        try (InputStream in = source.open()) {
            return in.readAllBytes();
        }
    }

    @Test
    void contentShouldBeStoredOnceForAllRecipients() {
        store.store(MessageSource.of(TEXT), items(20));

        assertThat(cassandra.count("postern_quarantine_item")).isEqualTo(20);
        assertThat(cassandra.count("postern_quarantine_copy")).isEqualTo(1);
        assertThat(cassandra.count("postern_quarantine_chunk")).isEqualTo(5);
    }

    @Test
    void contentShouldBeStoredCompressed() {
        store.store(MessageSource.of(TEXT), items(1));

        int bytes = 0;
        for (var row : cassandra.session().execute("SELECT data FROM postern_quarantine_chunk")) {
            bytes += row.getByteBuffer(0).remaining();
        }
        assertThat(bytes).isPositive().isLessThan(TEXT.length / 20);
    }

    @Test
    void partitionsOfContentShouldStayBounded() throws Exception {
        byte[] large = new byte[20 * 1024 * 1024];
        new Random(3).nextBytes(large);
        List<QuarantineItem> items = items(1);

        store.store(MessageSource.of(large), items);

        assertThat(cassandra.session().execute("SELECT DISTINCT message_id, copy, bucket FROM postern_quarantine_chunk").all()).hasSize(3);
        assertThat(read(store.content(items.get(0).id().messageId()).orElseThrow())).isEqualTo(large);
    }

    @Test
    void storingAgainShouldNotWriteASecondCopy() {
        List<QuarantineItem> items = items(3);
        store.store(MessageSource.of(TEXT), items.subList(0, 1));

        store.store(MessageSource.of(TEXT), items);

        assertThat(cassandra.count("postern_quarantine_copy")).isEqualTo(1);
        assertThat(cassandra.count("postern_quarantine_chunk")).isEqualTo(5);
    }

    @Test
    void aSmallMessageShouldBeOneRowBesideItsItems() throws Exception {
        byte[] small = "Subject: x\r\n\r\ntext\r\n".getBytes(StandardCharsets.US_ASCII);
        List<QuarantineItem> items = items(2);
        store.store(MessageSource.of(small), items);

        assertThat(cassandra.count("postern_quarantine_chunk")).isZero();
        var row = cassandra.session().execute("SELECT chunks, written_with, ttl(data) FROM postern_quarantine_copy").one();
        assertThat(row.getMap("written_with", String.class, Instant.class)).containsOnlyKeys(items.get(0).id().value(),
            items.get(1).id().value());
        assertThat(row.getInt("chunks")).as("who knows of no such row must not take the message for empty").isEqualTo(1);
        assertThat(row.getInt(2)).isPositive();
        assertThat(read(store.content(items.get(0).id().messageId()).orElseThrow())).isEqualTo(small);

        items.forEach(item -> store.transition(item.id(), ItemStatus.PENDING, ItemStatus.DELETED));
        assertThat(cassandra.count("postern_quarantine_copy")).isZero();
    }

    @Test
    void smallContentOfTheVersionBeforeShouldBeReadAndRemoved() throws Exception {
        byte[] small = "Subject: x\r\n\r\ntext\r\n".getBytes(StandardCharsets.US_ASCII);
        QuarantineItem item = items(1).get(0);
        store.store(MessageSource.of(small), List.of(item));
        var written = cassandra.session().execute("SELECT message_id, copy, data, expires_at FROM postern_quarantine_copy").one();
        cassandra.session().execute("TRUNCATE postern_quarantine_copy");
        cassandra.session().execute("INSERT INTO postern_quarantine_chunk (message_id, copy, bucket, chunk, data) VALUES (?, ?, 0, 0, ?)",
            written.getString(0), written.getUuid(1), written.getByteBuffer(2));
        cassandra.session().execute("INSERT INTO postern_quarantine_copy (message_id, copy, size, chunks, expires_at)"
            + " VALUES (?, ?, ?, 1, ?)", written.getString(0), written.getUuid(1), (long) small.length, written.getInstant(3));

        assertThat(read(store.content(item.id().messageId()).orElseThrow())).isEqualTo(small);
        store.transition(item.id(), ItemStatus.PENDING, ItemStatus.DELETED);
        assertThat(cassandra.count("postern_quarantine_chunk")).isZero();
    }

    @Test
    void lastDecisionShouldLeaveNoContent() {
        List<QuarantineItem> items = items(2);
        store.store(MessageSource.of(TEXT), items);
        store.transition(items.get(0).id(), ItemStatus.PENDING, ItemStatus.DELETED);
        assertThat(cassandra.count("postern_quarantine_chunk")).isEqualTo(5);

        store.transition(items.get(1).id(), ItemStatus.PENDING, ItemStatus.RELEASED);

        assertThat(cassandra.count("postern_quarantine_chunk")).isZero();
        assertThat(cassandra.count("postern_quarantine_copy")).isZero();
    }

    @Test
    void finishedReleasesShouldLeaveNoLine() {
        QuarantineItem item = items(1).get(0);
        store.store(MessageSource.of(TEXT), List.of(item));
        store.transition(item.id(), ItemStatus.PENDING, ItemStatus.RELEASING);
        assertThat(store.transition(item.id(), ItemStatus.PENDING, ItemStatus.RELEASING)).isFalse();
        assertThat(cassandra.count("postern_quarantine_releasing")).isEqualTo(1);

        store.transition(item.id(), ItemStatus.RELEASING, ItemStatus.RELEASED);

        assertThat(cassandra.count("postern_quarantine_releasing")).isZero();
    }

    @Test
    void storingShouldTakeNoLightweightTransaction() {
        long before = cassandra.count("system.paxos");

        store.store(MessageSource.of(TEXT), items(5));
        assertThat(cassandra.count("system.paxos")).isEqualTo(before);

        QuarantineItem item = items(1).get(0);
        store.store(MessageSource.of(TEXT), List.of(item));
        store.transition(item.id(), ItemStatus.PENDING, ItemStatus.DELETED);
        assertThat(cassandra.count("system.paxos")).as("the table that would have shown it").isGreaterThan(before);
    }

    @Test
    void everyRowShouldHaveALifetime() {
        QuarantineItem item = items(1).get(0);
        store.store(MessageSource.of(TEXT), List.of(item));
        store.transition(item.id(), ItemStatus.PENDING, ItemStatus.RELEASING);

        for (String column : List.of("postern_quarantine_item:kind", "postern_quarantine_item:stored", "postern_quarantine_item:status",
            "postern_quarantine_copy:chunks", "postern_quarantine_chunk:data", "postern_quarantine_list:kind")) {
            String[] names = column.split(":");
            cassandra.session().execute("SELECT ttl(" + names[1] + ") FROM " + names[0])
                .forEach(row -> assertThat(row.getInt(0)).as(column).isPositive());
        }
    }

    @Test
    void aMissingPieceShouldEndTheStreamWithAnError() {
        List<QuarantineItem> items = items(1);
        store.store(MessageSource.of(TEXT), items);
        MessageSource content = store.content(items.get(0).id().messageId()).orElseThrow();
        var key = cassandra.session().execute("SELECT message_id, copy FROM postern_quarantine_copy").one();
        cassandra.session().execute("DELETE FROM postern_quarantine_chunk WHERE message_id = '" + key.getString(0) + "' AND copy = "
            + key.getUuid(1) + " AND bucket = 0 AND chunk = 3");

        assertThatThrownBy(() -> read(content)).isInstanceOf(IOException.class).hasMessageContaining("piece 3");
    }

    @Test
    void aDamagedPieceShouldEndTheStreamWithAnError() {
        List<QuarantineItem> items = items(1);
        store.store(MessageSource.of(TEXT), items);
        var row = cassandra.session().execute("SELECT message_id, copy, data FROM postern_quarantine_chunk").one();
        ByteBuffer damaged = row.getByteBuffer("data");
        damaged.put(damaged.limit() / 2, (byte) (damaged.get(damaged.limit() / 2) ^ 0x55));
        cassandra.session().execute("UPDATE postern_quarantine_chunk SET data = ?"
            + " WHERE message_id = ? AND copy = ? AND bucket = 0 AND chunk = 0", damaged, row.getString("message_id"),
            row.getUuid("copy"));
        MessageSource content = store.content(items.get(0).id().messageId()).orElseThrow();

        assertThatThrownBy(() -> read(content)).isInstanceOf(IOException.class);
    }

    @Test
    void unreadableContentShouldStoreNothingVisible() {
        List<QuarantineItem> items = items(1);
        MessageSource unreadable = new MessageSource() {
            @Override
            public InputStream open() throws IOException {
                throw new IOException("the disk is gone");
            }

            @Override
            public long size() {
                return 1;
            }
        };

        assertThatThrownBy(() -> store.store(unreadable, items)).isInstanceOf(StorageUnavailableException.class)
            .hasMessageContaining("the disk is gone");
        assertThat(store.find(items.get(0).id())).isEmpty();
    }

    @Test
    void itemsOfSeveralMessagesShouldBeRefused() {
        assertThatThrownBy(() -> store.store(MessageSource.of(TEXT), List.of(items(1).get(0), items(1).get(0))))
            .isInstanceOf(IllegalArgumentException.class);
    }
}
