// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.lists;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.postern.gateway.lists.AddressEntry;
import org.postern.gateway.lists.AddressListStore;
import org.postern.gateway.lists.EntryCondition;
import org.postern.gateway.lists.EntryKind;
import org.postern.gateway.lists.ListName;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.TimeToLive;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.google.common.collect.Lists;

/**
 * Address lists in Cassandra, without locks. The version is written after the entries: a node that reads it finds them there. Entries
 * that expire do so by their time to live.
 */
public final class CassandraAddressListStore implements AddressListStore {
    private static final String REALM = "gateway";
    private static final int BATCH = 100;

    private final Cql cql;
    private final Clock clock;
    private final PreparedStatement version;
    private final PreparedStatement change;
    private final PreparedStatement select;
    private final PreparedStatement insert;
    private final PreparedStatement insertExpiring;
    private final PreparedStatement delete;

    public CassandraAddressListStore(Cql cql, Clock clock) {
        this.cql = cql;
        this.clock = clock;
        this.version = cql.prepare("SELECT version FROM postern_address_list_version WHERE realm = ?");
        this.change = cql.prepare("INSERT INTO postern_address_list_version (realm, version) VALUES (?, ?)");
        this.select = cql.prepare("SELECT kind, value, subdomains, condition, comment, owner, created_at, expires_at"
            + " FROM postern_address_list WHERE list = ?");
        String columns = "INSERT INTO postern_address_list"
            + " (list, id, kind, value, subdomains, condition, comment, owner, created_at, expires_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        this.insert = cql.prepare(columns);
        this.insertExpiring = cql.prepare(columns + " USING TTL ?");
        this.delete = cql.prepare("DELETE FROM postern_address_list WHERE list = ? AND id = ?");
    }

    @Override
    public String version() {
        return Optional.ofNullable(cql.execute(version.bind(REALM)).one()).map(row -> String.valueOf(row.getUuid("version"))).orElse("");
    }

    @Override
    public List<AddressEntry> entries() {
        Instant now = clock.instant();
        return Cql.guard(() -> {
            List<AddressEntry> entries = new ArrayList<>();
            for (ListName list : ListName.values()) {
                for (Row row : cql.execute(select.bind(list.word()))) {
                    AddressEntry entry = entry(list, row);
                    if (!entry.expired(now)) {
                        entries.add(entry);
                    }
                }
            }
            return entries;
        });
    }

    @Override
    public void save(Collection<AddressEntry> entries) {
        for (ListName list : ListName.values()) {
            List<BoundStatement> rows = new ArrayList<>();
            for (AddressEntry entry : entries) {
                if (entry.list() == list) {
                    // A row that is written over keeps the columns' times to live of the last write only.
                    rows.add(row(entry));
                }
            }
            write(rows);
        }
        changed();
    }

    @Override
    public void delete(ListName list, Collection<String> ids) {
        write(ids.stream().map(id -> delete.bind(list.word(), id)).toList());
        changed();
    }

    private void write(List<BoundStatement> rows) {
        for (List<BoundStatement> some : Lists.partition(rows, BATCH)) {
            Cql.await(cql.start(cql.onePartition(some)));
        }
    }

    private void changed() {
        cql.execute(change.bind(REALM, UUID.randomUUID()));
    }

    private BoundStatement row(AddressEntry entry) {
        Instant end = entry.expiresAt().orElse(null);
        Object[] values = {entry.list().word(), entry.id(), entry.kind().word(), entry.value(), entry.subdomains(),
            entry.condition().word(), entry.comment(), entry.owner(), entry.createdAt(), end};
        if (end == null) {
            return insert.bind(values);
        }
        Object[] more = Arrays.copyOf(values, values.length + 1);
        more[values.length] = TimeToLive.seconds(clock.instant(), end);
        return insertExpiring.bind(more);
    }

    private static AddressEntry entry(ListName list, Row row) {
        return new AddressEntry(list, EntryKind.of(row.getString("kind")).orElseThrow(), row.getString("value"),
            row.getBoolean("subdomains"), EntryCondition.of(row.getString("condition")).orElseThrow(), row.getString("comment"),
            row.getString("owner"), row.getInstant("created_at"), Optional.ofNullable(row.getInstant("expires_at")));
    }
}
