// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

import org.postern.gateway.StorageUnavailableException;
import org.postern.storage.cassandra.session.Cql;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;

/**
 * Reads the content of a message piece by piece; the next piece is on its way while one is read, so at most two are in memory.
 * A piece that is missing or damaged, or a database that is away, ends the stream with an IOException, never with a short message.
 */
final class ChunkStream extends InputStream {
    private final ChunkTable table;
    private final StoredCopy copy;
    private ByteBuffer current = ByteBuffer.allocate(0);
    private int next;
    private CompletionStage<AsyncResultSet> coming;

    ChunkStream(ChunkTable table, StoredCopy copy) {
        this.table = table;
        this.copy = copy;
    }

    @Override
    public int read() throws IOException {
        return ensureData() ? current.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!ensureData()) {
            return -1;
        }
        int count = Math.min(length, current.remaining());
        current.get(target, offset, count);
        return count;
    }

    @Override
    public int available() {
        return current.remaining();
    }

    private boolean ensureData() throws IOException {
        while (!current.hasRemaining()) {
            if (next >= copy.chunks()) {
                return false;
            }
            fetch();
        }
        return true;
    }

    private void fetch() throws IOException {
        try {
            Row row = Cql.await(coming == null ? table.start(copy, next) : coming).one();
            if (row == null) {
                throw new EOFException("piece " + next + " of the content of message " + copy.messageId() + " is no longer there");
            }
            int chunk = next;
            next++;
            coming = next < copy.chunks() ? table.start(copy, next) : null;
            current = ByteBuffer.wrap(ChunkCodec.inflate(row.getByteBuffer("data"), lengthOf(chunk)));
        } catch (StorageUnavailableException e) {
            throw new IOException("the content of message " + copy.messageId() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private int lengthOf(int chunk) {
        return (int) Math.min(ChunkTable.CHUNK_BYTES, copy.size() - (long) chunk * ChunkTable.CHUNK_BYTES);
    }
}
