// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.postern.analysis.message.MessageSource;
import org.postern.gateway.StorageUnavailableException;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.TimeToLive;
import org.postern.storage.cassandra.session.WriteWindow;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.uuid.Uuids;

/**
 * The content of quarantined messages, once per message.
 *
 * <p>Storing and removing may meet without a lock: someone decides on the last item of a message while the same message is being
 * stored for a further recipient. The one that stores announces its items first and looks at the copies afterwards; the one that
 * removes dooms the copies first and looks at the items afterwards. Whatever the order, at least one of them sees the other: then the
 * one that stores writes a new copy, or the one that removes lets be. A doom is never taken back. One that stores a message of which
 * nothing was there writes a copy of its own without a look: its items are announced before that copy counts, so whoever removes sees
 * either none of the two or both. Where items and copy are one mutation, a replica has both or none, but two reads may ask different
 * replicas while it is on its way: so the copy names these items, and is left alone by who does not see them yet.
 */
final class ContentTables {
    /** Content outlives its items by this time, so that the same message, stored again a little later for others, finds it good. */
    private static final Duration MARGIN = Duration.ofHours(1);

    /** A message whose one piece is no longer than this, deflated, stands with the row of its copy: a read and a write fewer. */
    private static final int SMALL_BYTES = 64 * 1024;

    private final CopyTable copies;
    private final ChunkTable chunks;

    ContentTables(Cql cql) {
        this.copies = new CopyTable(cql);
        this.chunks = new ChunkTable(cql);
    }

    /** Makes sure that a copy lives until {@code expiresAt}. To be called after the items were announced. */
    void ensure(String messageId, MessageSource content, Instant now, Instant expiresAt) {
        boolean present = copies.ofMessage(messageId).stream()
            .anyMatch(copy -> !copy.doomed() && !copy.expiresAt().isBefore(expiresAt));
        if (!present) {
            complete(begin(messageId, content, now, expiresAt), now);
        }
    }

    /**
     * Begins to write a copy that lives until {@code expiresAt}, to be completed after the items were announced. Only for a message of
     * which nothing is there: no look at other copies is taken.
     */
    Begun begin(String messageId, MessageSource content, Instant now, Instant expiresAt) {
        return write(messageId, content, now, expiresAt.plus(MARGIN));
    }

    /** The row that makes a copy count, of which no piece is being written, to be written in one mutation with its items. */
    BoundStatement row(StoredCopy copy, Instant now) {
        return copies.insertion(copy, now);
    }

    /** Waits for all pieces and makes the copy count. */
    void complete(Begun begun, Instant now) {
        begun.writes().drain();
        copies.add(begun.copy(), now);
    }

    /**
     * A copy of which the last pieces are still being written.
     *
     * @param writes those pieces
     */
    record Begun(StoredCopy copy, WriteWindow writes) {
        boolean isSmall() {
            return copy.data().isPresent();
        }
    }

    private Begun write(String messageId, MessageSource content, Instant now, Instant expiresAt) {
        UUID copy = Uuids.timeBased();
        int timeToLive = TimeToLive.seconds(now, expiresAt);
        WriteWindow writes = chunks.window();
        byte[] piece = new byte[ChunkTable.CHUNK_BYTES];
        long size = 0;
        int chunk = 0;
        try (InputStream in = content.open()) {
            int length = in.readNBytes(piece, 0, piece.length);
            if (length < piece.length) {
                ByteBuffer packed = ChunkCodec.deflate(piece, length);
                if (packed.remaining() <= SMALL_BYTES) {
                    return begun(messageId, copy, length, length == 0 ? 0 : 1, expiresAt, Optional.of(packed), writes);
                }
            }
            while (length > 0) {
                writes.write(chunks.insert(messageId, copy, chunk, ChunkCodec.deflate(piece, length), timeToLive));
                size += length;
                chunk++;
                length = in.readNBytes(piece, 0, piece.length);
            }
        } catch (IOException e) {
            throw new StorageUnavailableException("the message to be quarantined cannot be read: " + e.getMessage(), e);
        }
        return begun(messageId, copy, size, chunk, expiresAt, Optional.empty(), writes);
    }

    private static Begun begun(String messageId, UUID copy, long size, int chunks, Instant expiresAt, Optional<ByteBuffer> data,
                               WriteWindow writes) {
        return new Begun(new StoredCopy(messageId, copy, size, chunks, expiresAt, false, data, Map.of()), writes);
    }

    /**
     * The newest copy, which lives longest. To be asked for when an item is there that needs it: then one that not enough replicas
     * have yet is looked for on all of them.
     */
    Optional<MessageSource> find(String messageId) {
        List<StoredCopy> present = copies.ofMessage(messageId);
        if (present.isEmpty()) {
            present = copies.ofMessageEverywhere(messageId);
        }
        if (present.isEmpty()) {
            return Optional.empty();
        }
        StoredCopy newest = present.get(present.size() - 1);
        return Optional.of(new MessageSource() {
            @Override
            public InputStream open() throws IOException {
                return newest.data().isEmpty() ? new ChunkStream(chunks, newest)
                    : new ByteArrayInputStream(ChunkCodec.inflate(newest.data().get().duplicate(), (int) newest.size()));
            }

            @Override
            public long size() {
                return newest.size();
            }
        });
    }

    /**
     * Removes the copies there are now.
     *
     * @param items the items there are, announced ones included; asked for after the copies are doomed
     */
    void removeUnlessNeeded(String messageId, Supplier<List<ItemRow>> items, Instant now) {
        List<StoredCopy> present = copies.ofMessage(messageId);
        present.forEach(copy -> copies.doom(copy, now));
        List<ItemRow> rows = items.get();
        Set<String> seen = rows.stream().map(row -> row.item().id().value()).collect(Collectors.toSet());
        if (rows.stream().noneMatch(row -> row.needsContent(now)) && present.stream().noneMatch(copy -> copy.isAheadOf(seen, now))) {
            present.forEach(copy -> {
                if (copy.data().isEmpty()) {
                    chunks.delete(copy);
                }
                copies.delete(copy);
            });
        }
    }
}
