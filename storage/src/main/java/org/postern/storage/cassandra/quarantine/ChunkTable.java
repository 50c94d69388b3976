// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.WriteWindow;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;

/**
 * The table {@code postern_quarantine_chunk}: the pieces of each copy, a bounded number of them in a partition.
 */
final class ChunkTable {
    /** Bytes of the message in one piece, before it is deflated. */
    static final int CHUNK_BYTES = 256 * 1024;
    private static final int CHUNKS_IN_BUCKET = 32;
    private static final int WRITES_UNDER_WAY = 4;

    private final Cql cql;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement delete;

    ChunkTable(Cql cql) {
        this.cql = cql;
        this.insert = cql.prepare("INSERT INTO postern_quarantine_chunk (message_id, copy, bucket, chunk, data)"
            + " VALUES (?, ?, ?, ?, ?) USING TTL ?");
        this.select = cql.prepare("SELECT data FROM postern_quarantine_chunk"
            + " WHERE message_id = ? AND copy = ? AND bucket = ? AND chunk = ?");
        this.delete = cql.prepare("DELETE FROM postern_quarantine_chunk WHERE message_id = ? AND copy = ? AND bucket = ?");
    }

    WriteWindow window() {
        return new WriteWindow(cql, WRITES_UNDER_WAY);
    }

    BoundStatement insert(String messageId, UUID copy, int chunk, ByteBuffer data, int timeToLive) {
        return insert.bind(messageId, copy, chunk / CHUNKS_IN_BUCKET, chunk, data, timeToLive);
    }

    /** Starts reading a piece; the result is empty when it has gone. */
    CompletionStage<AsyncResultSet> start(StoredCopy copy, int chunk) {
        return cql.start(select.bind(copy.messageId(), copy.copy(), chunk / CHUNKS_IN_BUCKET, chunk));
    }

    void delete(StoredCopy copy) {
        for (int first = 0; first < copy.chunks(); first += CHUNKS_IN_BUCKET) {
            cql.execute(delete.bind(copy.messageId(), copy.copy(), first / CHUNKS_IN_BUCKET));
        }
    }
}
