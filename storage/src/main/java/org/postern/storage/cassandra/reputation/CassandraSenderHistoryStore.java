// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.reputation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.postern.gateway.reputation.Remembered;
import org.postern.gateway.reputation.SenderHistoryStore;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.TimeToLive;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/** What is remembered of senders in Cassandra, without locks and with lifetimes of the rows. */
public final class CassandraSenderHistoryStore implements SenderHistoryStore {
    private final Cql cql;
    private final PreparedStatement find;
    private final PreparedStatement all;
    private final PreparedStatement save;

    public CassandraSenderHistoryStore(Cql cql) {
        this.cql = cql;
        this.find = cql.prepare("SELECT key, detail, good, bad, at FROM postern_sender_history WHERE key IN ? PER PARTITION LIMIT "
            + MOST_OF_A_KEY);
        this.all = cql.prepare("SELECT key, detail, good, bad, at FROM postern_sender_history WHERE key = ? LIMIT ?");
        this.save = cql.prepare("INSERT INTO postern_sender_history (key, detail, good, bad, at) VALUES (?, ?, ?, ?, ?) USING TTL ?");
    }

    @Override
    public List<Remembered> find(Set<String> keys, Instant now) {
        return Cql.guard(() -> read(cql.execute(find.bind(List.copyOf(keys)))));
    }

    @Override
    public List<Remembered> all(String key, int most, Instant now) {
        return Cql.guard(() -> read(cql.execute(all.bind(key, most))));
    }

    @Override
    public void save(Remembered entry, Duration lifetime) {
        cql.execute(save.bind(entry.key(), entry.detail(), entry.good(), entry.bad(), entry.at(),
            TimeToLive.seconds(entry.at(), entry.at().plus(lifetime))));
    }

    private static List<Remembered> read(Iterable<Row> rows) {
        List<Remembered> found = new ArrayList<>();
        rows.forEach(row -> found.add(new Remembered(row.getString("key"), row.getString("detail"), row.getDouble("good"),
            row.getDouble("bad"), row.getInstant("at"))));
        return found;
    }
}
