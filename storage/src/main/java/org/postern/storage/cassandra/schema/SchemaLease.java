// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.schema;

import java.time.Duration;
import java.util.UUID;

import org.postern.gateway.StorageUnavailableException;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.TimeToLive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/**
 * The right to change the schema, held by one node at a time and for a limited time.
 */
final class SchemaLease {
    private static final Logger LOGGER = LoggerFactory.getLogger(SchemaLease.class);
    /** Longer than any one statement may take; the lease is renewed before each. */
    private static final int SECONDS = TimeToLive.seconds(Duration.ofMinutes(3));
    private static final String PART = "lease";

    private final Cql cql;
    private final UUID owner;
    private final PreparedStatement insert;
    private final PreparedStatement renew;
    private final PreparedStatement delete;

    SchemaLease(Cql cql, UUID owner) {
        this.cql = cql;
        this.owner = owner;
        String table = SchemaLedger.TABLE;
        this.insert = cql.prepare("INSERT INTO " + table + " (part, version, owner) VALUES (?, 0, ?) IF NOT EXISTS USING TTL ?");
        this.renew = cql.prepare("UPDATE " + table + " USING TTL ? SET owner = ? WHERE part = ? AND version = 0 IF owner = ?");
        this.delete = cql.prepare("DELETE FROM " + table + " WHERE part = ? AND version = 0 IF owner = ?");
    }

    /** Whether the lease is now ours. */
    boolean take() {
        Row row = cql.decide(insert.bind(PART, owner, SECONDS));
        return row.getBoolean("[applied]") || owner.equals(row.getUuid("owner"));
    }

    /** Prolongs the lease; {@code false} when it has been lost. */
    boolean keep() {
        return cql.decide(renew.bind(SECONDS, owner, PART, owner)).getBoolean("[applied]");
    }

    /** Ends the lease early; when that fails it ends by itself. */
    void giveBack() {
        try {
            cql.decide(delete.bind(PART, owner));
        } catch (StorageUnavailableException e) {
            LOGGER.warn("The schema lease could not be given back; it expires in {} s", SECONDS, e);
        }
    }
}
