// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

import org.postern.gateway.rules.RuleHitStore;
import org.postern.storage.cassandra.session.Cql;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/**
 * Hits of rules in counters of Cassandra, a partition for each day. A counter that is sent twice counts twice, which a statistic bears and
 * a lost one does not.
 */
public final class CassandraRuleHitStore implements RuleHitStore {
    private final Cql cql;
    private final PreparedStatement add;
    private final PreparedStatement read;

    public CassandraRuleHitStore(Cql cql) {
        this.cql = cql;
        this.add = cql.prepare("UPDATE postern_rule_hit SET hits = hits + ? WHERE day = ? AND hour = ? AND rule = ?");
        this.read = cql.prepare("SELECT hour, rule, hits FROM postern_rule_hit WHERE day = ? AND hour >= ? AND hour < ?");
    }

    @Override
    public void add(Map<Key, Long> hits) {
        hits.forEach((key, count) -> cql.execute(add.bind(count, day(key.hour()), key.hour(), key.rule())));
    }

    @Override
    public Map<Key, Long> read(Instant from, Instant to) {
        return Cql.guard(() -> {
            Map<Key, Long> counts = new HashMap<>();
            for (LocalDate day = day(from); !day.isAfter(day(to)); day = day.plusDays(1)) {
                for (Row row : cql.execute(read.bind(day, from, to))) {
                    counts.put(new Key(row.getInstant("hour"), row.getString("rule")), row.getLong("hits"));
                }
            }
            return counts;
        });
    }

    private static LocalDate day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
