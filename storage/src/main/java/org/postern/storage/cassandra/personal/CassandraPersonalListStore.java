// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.personal;

import java.util.ArrayList;
import java.util.List;

import org.postern.gateway.lists.ListName;
import org.postern.gateway.personal.PersonalEntry;
import org.postern.gateway.personal.PersonalListStore;
import org.postern.storage.cassandra.session.Cql;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/** People's own lists in Cassandra: a partition for each owner and a row for each value, so the last write of a value counts. */
public final class CassandraPersonalListStore implements PersonalListStore {
    private final Cql cql;
    private final PreparedStatement select;
    private final PreparedStatement insert;
    private final PreparedStatement delete;

    public CassandraPersonalListStore(Cql cql) {
        this.cql = cql;
        this.select = cql.prepare("SELECT value, list, created_at FROM postern_personal_list WHERE owner = ?");
        this.insert = cql.prepare("INSERT INTO postern_personal_list (owner, value, list, created_at) VALUES (?, ?, ?, ?)");
        this.delete = cql.prepare("DELETE FROM postern_personal_list WHERE owner = ? AND value = ?");
    }

    @Override
    public List<PersonalEntry> entries(String owner) {
        return Cql.guard(() -> {
            List<PersonalEntry> entries = new ArrayList<>();
            for (Row row : cql.execute(select.bind(owner))) {
                entries.add(new PersonalEntry(ListName.of(row.getString("list")).orElseThrow(), row.getString("value"),
                    row.getInstant("created_at")));
            }
            return entries;
        });
    }

    @Override
    public void save(String owner, PersonalEntry entry) {
        cql.execute(insert.bind(owner, entry.value(), entry.list().word(), entry.createdAt()));
    }

    @Override
    public void delete(String owner, String value) {
        cql.execute(delete.bind(owner, value));
    }
}
