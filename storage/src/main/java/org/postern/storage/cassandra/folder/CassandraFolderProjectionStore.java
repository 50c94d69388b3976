// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.postern.gateway.folder.FolderPlace;
import org.postern.gateway.folder.FolderProjection;
import org.postern.gateway.folder.FolderProjectionStore;
import org.postern.gateway.quarantine.ItemId;
import org.postern.storage.cassandra.session.Cql;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/**
 * Folder projections in Cassandra, one partition a user. Every write is a lightweight transaction, because one of them must be: writes
 * with and without are ordered by different clocks and must not be mixed on a row. None is on the path of a message.
 */
public final class CassandraFolderProjectionStore implements FolderProjectionStore {
    private static final String APPLIED = "[applied]";

    private final Cql cql;
    private final PreparedStatement create;
    private final PreparedStatement replace;
    private final PreparedStatement delete;
    private final PreparedStatement select;
    private final PreparedStatement selectUsers;

    public CassandraFolderProjectionStore(Cql cql) {
        this.cql = cql;
        this.create = cql.prepare("INSERT INTO postern_folder (user, item_id, begun_at, mailbox_id, mailbox_message_id, change)"
            + " VALUES (?, ?, ?, ?, ?, ?) IF NOT EXISTS");
        this.replace = cql.prepare("UPDATE postern_folder SET begun_at = ?, mailbox_id = ?, mailbox_message_id = ?, change = ?"
            + " WHERE user = ? AND item_id = ? IF EXISTS");
        this.delete = cql.prepare("DELETE FROM postern_folder WHERE user = ? AND item_id = ? IF EXISTS");
        this.select = cql.prepare("SELECT user, item_id, begun_at, mailbox_id, mailbox_message_id FROM postern_folder WHERE user = ?");
        this.selectUsers = cql.prepare("SELECT DISTINCT user FROM postern_folder");
    }

    @Override
    public boolean createIfAbsent(FolderProjection projection) {
        UUID change = UUID.randomUUID();
        Row answer = cql.decide(create.bind(projection.user(), projection.item().value(), projection.begunAt(), mailboxOf(projection),
            messageOf(projection), change));
        return answer.getBoolean(APPLIED) || change.equals(answer.getUuid("change"));
    }

    @Override
    public void save(FolderProjection projection) {
        boolean saved = false;
        while (!saved) {
            saved = cql.decide(replace.bind(projection.begunAt(), mailboxOf(projection), messageOf(projection), UUID.randomUUID(),
                projection.user(), projection.item().value())).getBoolean(APPLIED) || createIfAbsent(projection);
        }
    }

    @Override
    public List<FolderProjection> ofUser(String user) {
        return Cql.guard(() -> {
            List<FolderProjection> projections = new ArrayList<>();
            for (Row row : cql.execute(select.bind(user))) {
                projections.add(read(row));
            }
            return projections;
        });
    }

    @Override
    public void remove(String user, ItemId item) {
        cql.decide(delete.bind(user, item.value()));
    }

    /**
     * {@inheritDoc}
     * Walks over the whole table, a page at a time.
     */
    @Override
    public List<String> users() {
        return Cql.guard(() -> {
            List<String> users = new ArrayList<>();
            for (Row row : cql.execute(selectUsers.bind())) {
                users.add(row.getString("user"));
            }
            return users;
        });
    }

    private static String mailboxOf(FolderProjection projection) {
        return projection.place().map(FolderPlace::mailboxId).orElse(null);
    }

    private static String messageOf(FolderProjection projection) {
        return projection.place().map(FolderPlace::messageId).orElse(null);
    }

    private static FolderProjection read(Row row) {
        Optional<FolderPlace> place = Optional.ofNullable(row.getString("mailbox_id"))
            .map(mailbox -> new FolderPlace(mailbox, row.getString("mailbox_message_id")));
        return new FolderProjection(row.getString("user"), new ItemId(row.getString("item_id")), row.getInstant("begun_at"), place);
    }
}
