// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.TimeToLive;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/**
 * The table {@code postern_quarantine_copy}: which copies of a message's content are complete.
 */
final class CopyTable {
    private final Cql cql;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement doom;
    private final PreparedStatement delete;

    CopyTable(Cql cql) {
        this.cql = cql;
        this.insert = cql.prepare("INSERT INTO postern_quarantine_copy (message_id, copy, size, chunks, expires_at, data, written_with)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?) USING TTL ?");
        this.select = cql.prepare("SELECT message_id, copy, size, chunks, expires_at, doomed, data, written_with"
            + " FROM postern_quarantine_copy WHERE message_id = ?");
        this.doom = cql.prepare("UPDATE postern_quarantine_copy USING TTL ? SET doomed = true WHERE message_id = ? AND copy = ?");
        this.delete = cql.prepare("DELETE FROM postern_quarantine_copy WHERE message_id = ? AND copy = ?");
    }

    void add(StoredCopy copy, Instant now) {
        cql.execute(insertion(copy, now));
    }

    BoundStatement insertion(StoredCopy copy, Instant now) {
        // what has no value is left unset, which writes no tombstone
        BoundStatementBuilder row = insert.boundStatementBuilder(copy.messageId(), copy.copy(), copy.size(), copy.chunks(),
            copy.expiresAt());
        copy.data().ifPresent(data -> row.setByteBuffer("data", data));
        if (!copy.writtenWith().isEmpty()) {
            row.setMap("written_with", copy.writtenWith(), String.class, Instant.class);
        }
        return row.setInt("[ttl]", TimeToLive.seconds(now, copy.expiresAt())).build();
    }

    /** The copies of a message, oldest first. */
    List<StoredCopy> ofMessage(String messageId) {
        return read(select.bind(messageId));
    }

    /** The same as all replicas know it, one that is away included: then this fails. */
    List<StoredCopy> ofMessageEverywhere(String messageId) {
        return read(select.bind(messageId).setConsistencyLevel(ConsistencyLevel.ALL));
    }

    private List<StoredCopy> read(BoundStatement selection) {
        return Cql.guard(() -> {
            List<StoredCopy> copies = new ArrayList<>();
            for (Row row : cql.execute(selection)) {
                if (!row.isNull("chunks") && !row.isNull("expires_at")) {
                    copies.add(new StoredCopy(row.getString("message_id"), row.getUuid("copy"), row.getLong("size"), row.getInt("chunks"),
                        row.getInstant("expires_at"), row.getBoolean("doomed"), Optional.ofNullable(row.getByteBuffer("data")),
                        row.getMap("written_with", String.class, Instant.class)));
                }
            }
            return copies;
        });
    }

    void doom(StoredCopy copy, Instant now) {
        cql.execute(doom.bind(TimeToLive.seconds(now, copy.expiresAt()), copy.messageId(), copy.copy()));
    }

    void delete(StoredCopy copy) {
        cql.execute(delete.bind(copy.messageId(), copy.copy()));
    }
}
