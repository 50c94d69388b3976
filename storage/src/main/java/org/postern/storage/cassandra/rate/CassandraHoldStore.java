// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.rate;

import java.util.ArrayList;
import java.util.List;

import org.postern.gateway.rate.Hold;
import org.postern.gateway.rate.HoldStore;
import org.postern.storage.cassandra.session.Cql;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/** Senders on hold in Cassandra, so that every node holds them. */
public final class CassandraHoldStore implements HoldStore {
    private static final String REALM = "all";

    private final Cql cql;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement select;

    public CassandraHoldStore(Cql cql) {
        this.cql = cql;
        this.insert = cql.prepare("INSERT INTO postern_hold (realm, name, since, reason) VALUES (?, ?, ?, ?)");
        this.delete = cql.prepare("DELETE FROM postern_hold WHERE realm = ? AND name = ?");
        this.select = cql.prepare("SELECT name, since, reason FROM postern_hold WHERE realm = ?");
    }

    @Override
    public List<Hold> all() {
        return Cql.guard(() -> {
            List<Hold> holds = new ArrayList<>();
            for (Row row : cql.execute(select.bind(REALM))) {
                holds.add(new Hold(row.getString("name"), row.getInstant("since"), row.getString("reason")));
            }
            return holds;
        });
    }

    @Override
    public void put(Hold hold) {
        cql.execute(insert.bind(REALM, hold.name(), hold.since(), hold.reason()));
    }

    @Override
    public void remove(String name) {
        cql.execute(delete.bind(REALM, name));
    }
}
