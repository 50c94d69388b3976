// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.rate;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.postern.gateway.rate.RateStore;
import org.postern.storage.cassandra.session.Cql;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/**
 * Sums in Cassandra: each node overwrites its own row, so that a write repeated after a timeout counts nothing twice, as a counter would.
 */
public final class CassandraRateStore implements RateStore {
    private final Cql cql;
    private final PreparedStatement insert;
    private final PreparedStatement select;

    public CassandraRateStore(Cql cql) {
        this.cql = cql;
        this.insert = cql.prepare("INSERT INTO postern_rate (name, begins, node, amount) VALUES (?, ?, ?, ?) USING TTL ?");
        this.select = cql.prepare("SELECT node, amount FROM postern_rate WHERE name = ? AND begins = ?");
    }

    @Override
    public void save(String node, List<Sum> sums, Duration lifetime) {
        List<CompletionStage<AsyncResultSet>> started = sums.stream().map(sum -> cql.start(
            insert.bind(sum.name(), sum.window(), node, sum.amount(), (int) lifetime.toSeconds()))).toList();
        started.forEach(Cql::await);
    }

    @Override
    public Map<String, Long> find(String name, Instant window) {
        return Cql.guard(() -> {
            Map<String, Long> found = new HashMap<>();
            for (Row row : cql.execute(select.bind(name, window))) {
                found.put(row.getString("node"), row.getLong("amount"));
            }
            return found;
        });
    }
}
