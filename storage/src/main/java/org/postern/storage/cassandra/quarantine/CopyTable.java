// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.TimeToLive;

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
        this.insert = cql.prepare("INSERT INTO postern_quarantine_copy (message_id, copy, size, chunks, expires_at)"
            + " VALUES (?, ?, ?, ?, ?) USING TTL ?");
        this.select = cql.prepare("SELECT copy, size, chunks, expires_at, doomed FROM postern_quarantine_copy WHERE message_id = ?");
        this.doom = cql.prepare("UPDATE postern_quarantine_copy USING TTL ? SET doomed = true WHERE message_id = ? AND copy = ?");
        this.delete = cql.prepare("DELETE FROM postern_quarantine_copy WHERE message_id = ? AND copy = ?");
    }

    void add(StoredCopy copy, Instant now) {
        cql.execute(insert.bind(copy.messageId(), copy.copy(), copy.size(), copy.chunks(), copy.expiresAt(),
            TimeToLive.seconds(now, copy.expiresAt())));
    }

    /** The copies of a message, oldest first. */
    List<StoredCopy> ofMessage(String messageId) {
        return Cql.guard(() -> {
            List<StoredCopy> copies = new ArrayList<>();
            for (Row row : cql.execute(select.bind(messageId))) {
                if (!row.isNull("chunks") && !row.isNull("expires_at")) {
                    copies.add(new StoredCopy(messageId, row.getUuid("copy"), row.getLong("size"), row.getInt("chunks"),
                        row.getInstant("expires_at"), row.getBoolean("doomed")));
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
