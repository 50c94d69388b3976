// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.greylist;

import java.time.Instant;
import java.util.Optional;

import org.postern.gateway.greylist.GreylistEntry;
import org.postern.gateway.greylist.GreylistStore;
import org.postern.gateway.greylist.GreylistTriplet;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.TimeToLive;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/**
 * Greylist triplets in Cassandra, without locks. Each {@code firstSeen} that any node has written is a row of its own, and a reader
 * joins the rows that are still alive: the earliest {@code firstSeen}, passed if any row has passed, and the latest expiry. Joining is
 * commutative, so it does not matter which of two nodes wrote first, whose clock runs ahead or which write a replica saw last. A later
 * life of the triplet is not dragged back by an earlier one, because the rows of the earlier one have expired. A triplet has as many
 * rows as nodes that met it at once, nearly always one or two (before and after it passed).
 *
 * <p>Times are kept to the millisecond.
 */
public final class CassandraGreylistStore implements GreylistStore {
    private final Cql cql;
    private final PreparedStatement insert;
    private final PreparedStatement select;

    public CassandraGreylistStore(Cql cql) {
        this.cql = cql;
        this.insert = cql.prepare("INSERT INTO postern_greylist (network, sender, recipient, first_seen, passed, expires_at)"
            + " VALUES (?, ?, ?, ?, ?, ?) USING TTL ?");
        this.select = cql.prepare("SELECT first_seen, passed, expires_at FROM postern_greylist"
            + " WHERE network = ? AND sender = ? AND recipient = ?");
    }

    @Override
    public Optional<GreylistEntry> find(GreylistTriplet triplet, Instant now) {
        return Cql.guard(() -> {
            Optional<GreylistEntry> found = Optional.empty();
            for (Row row : cql.execute(select.bind(triplet.network(), triplet.sender(), triplet.recipient()))) {
                GreylistEntry entry = new GreylistEntry(row.getInstant("first_seen"), row.getInstant("expires_at"),
                    row.getBoolean("passed"));
                if (entry.expiresAt().isAfter(now)) {
                    found = Optional.of(found.map(other -> join(other, entry)).orElse(entry));
                }
            }
            return found;
        });
    }

    @Override
    public void save(GreylistTriplet triplet, GreylistEntry entry, Instant now) {
        cql.execute(insert.bind(triplet.network(), triplet.sender(), triplet.recipient(), entry.firstSeen(), entry.passed(),
            entry.expiresAt(), TimeToLive.seconds(now, entry.expiresAt())));
    }

    private static GreylistEntry join(GreylistEntry one, GreylistEntry other) {
        return new GreylistEntry(
            one.firstSeen().isBefore(other.firstSeen()) ? one.firstSeen() : other.firstSeen(),
            one.expiresAt().isAfter(other.expiresAt()) ? one.expiresAt() : other.expiresAt(),
            one.passed() || other.passed());
    }
}
