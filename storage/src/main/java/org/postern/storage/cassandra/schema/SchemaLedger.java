// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.schema;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

import org.postern.gateway.StorageUnavailableException;
import org.postern.storage.cassandra.session.Cql;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;

/**
 * Remembers in the table {@code postern_schema} which steps have been run.
 */
final class SchemaLedger {
    static final String TABLE = "postern_schema";
    private static final String STEPS = "steps";
    private static final Duration OPENING = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Cql cql;
    private final PreparedStatement completed;
    private final PreparedStatement insert;

    private SchemaLedger(Cql cql) {
        this.cql = cql;
        this.completed = cql.prepare("SELECT version FROM " + TABLE + " WHERE part = ?");
        this.insert = cql.prepare("INSERT INTO " + TABLE + " (part, version, applied_at) VALUES (?, ?, ?)");
    }

    /**
     * Opens the ledger, creating its table when it is missing. No lease can protect that one creation, so the table's internal id is
     * computed from its name: nodes that create it at once create the same table, and there is nothing to disagree on.
     */
    static SchemaLedger open(Cql cql, SchemaAgreement agreement) {
        if (!exists(cql)) {
            agreement.change("CREATE TABLE IF NOT EXISTS " + TABLE
                + " (part text, version int, applied_at timestamp, owner uuid, PRIMARY KEY ((part), version))"
                + " WITH id = " + id(cql) + " AND comment = 'Postern: versions of the tables'");
        }
        agreement.await();
        return whenReadable(cql);
    }

    /**
     * Cassandra lists a new table a moment before the table is open, and answers a query in between with an error such as "Unknown CF".
     * A node that starts while another one creates the table meets it, and has only to ask again.
     */
    private static SchemaLedger whenReadable(Cql cql) {
        long end = System.nanoTime() + OPENING.toNanos();
        while (true) {
            try {
                SchemaLedger ledger = new SchemaLedger(cql);
                ledger.versions();
                return ledger;
            } catch (StorageUnavailableException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                SchemaMigrations.pause(POLL);
            }
        }
    }

    private static boolean exists(Cql cql) {
        PreparedStatement query = cql.prepare("SELECT table_name FROM system_schema.tables WHERE keyspace_name = ? AND table_name = ?");
        return cql.execute(query.bind(keyspace(cql), TABLE)).one() != null;
    }

    private static UUID id(Cql cql) {
        return UUID.nameUUIDFromBytes((keyspace(cql) + "." + TABLE).getBytes(StandardCharsets.UTF_8));
    }

    private static String keyspace(Cql cql) {
        return cql.session().getKeyspace().map(CqlIdentifier::asInternal)
            .orElseThrow(() -> new IllegalArgumentException("the Cassandra session has no keyspace"));
    }

    /** The steps that were completed, which need not follow each other: steps of parts that grow side by side come in any order. */
    SortedSet<Integer> versions() {
        SortedSet<Integer> versions = new TreeSet<>();
        cql.execute(completed.bind(STEPS)).forEach(row -> versions.add(row.getInt("version")));
        return versions;
    }

    void record(int version) {
        cql.execute(insert.bind(STEPS, version, Instant.now()));
    }
}
