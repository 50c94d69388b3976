// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.link;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import org.postern.gateway.link.AccessLink;
import org.postern.gateway.link.LinkStore;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.TimeToLive;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/** Links in Cassandra; each ends by its time to live, and those of a recipient are listed so that they can be revoked. */
public final class CassandraLinkStore implements LinkStore {
    private final Cql cql;
    private final Clock clock;
    private final PreparedStatement insert;
    private final PreparedStatement insertOwner;
    private final PreparedStatement select;
    private final PreparedStatement selectOwner;
    private final PreparedStatement delete;
    private final PreparedStatement deleteOwner;

    public CassandraLinkStore(Cql cql, Clock clock) {
        this.cql = cql;
        this.clock = clock;
        this.insert = cql.prepare("INSERT INTO postern_quarantine_link (id, recipient, purpose, created_at, expires_at)"
            + " VALUES (?, ?, ?, ?, ?) USING TTL ?");
        this.insertOwner = cql.prepare("INSERT INTO postern_quarantine_link_owner (recipient, id) VALUES (?, ?) USING TTL ?");
        this.select = cql.prepare("SELECT id, recipient, purpose, created_at, expires_at FROM postern_quarantine_link WHERE id = ?");
        this.selectOwner = cql.prepare("SELECT id FROM postern_quarantine_link_owner WHERE recipient = ?");
        this.delete = cql.prepare("DELETE FROM postern_quarantine_link WHERE id = ?");
        this.deleteOwner = cql.prepare("DELETE FROM postern_quarantine_link_owner WHERE recipient = ?");
    }

    @Override
    public void save(AccessLink link) {
        int seconds = TimeToLive.seconds(clock.instant(), link.expiresAt());
        // The list first: a link that is not in it could not be revoked.
        cql.execute(insertOwner.bind(link.recipient(), link.id(), seconds));
        cql.execute(insert.bind(link.id(), link.recipient(), link.purpose().name(), link.createdAt(), link.expiresAt(), seconds));
    }

    @Override
    public Optional<AccessLink> find(String id) {
        Instant now = clock.instant();
        return Optional.ofNullable(cql.execute(select.bind(id)).one()).map(CassandraLinkStore::read)
            .filter(link -> link.expiresAt().isAfter(now));
    }

    @Override
    public void revoke(String recipient) {
        Cql.guard(() -> {
            for (Row row : cql.execute(selectOwner.bind(recipient))) {
                cql.execute(delete.bind(row.getString("id")));
            }
            return recipient;
        });
        cql.execute(deleteOwner.bind(recipient));
    }

    private static AccessLink read(Row row) {
        return new AccessLink(row.getString("id"), row.getString("recipient"), AccessLink.Purpose.valueOf(row.getString("purpose")),
            row.getInstant("created_at"), row.getInstant("expires_at"));
    }
}
