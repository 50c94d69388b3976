// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.schema;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import org.postern.gateway.StorageUnavailableException;
import org.postern.storage.cassandra.session.Cql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings Postern's tables to the version this program needs. Every node runs it at its start: one takes a lease and runs the missing
 * steps, the others wait for it. A node that dies while it holds the lease is replaced when the lease expires.
 */
public final class SchemaMigrations {
    /** All steps, oldest first. */
    public static final List<Migration> ALL = List.of(Migration.read(1, "001-first-tables.cql"), Migration.read(2, "002-lessons.cql"),
        Migration.read(3, "003-rules.cql"), Migration.read(4, "004-address-lists.cql"),
        Migration.read(5, "005-directory.cql"), Migration.read(6, "006-sending.cql"));

    private static final Logger LOGGER = LoggerFactory.getLogger(SchemaMigrations.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Cql cql;
    private final List<Migration> migrations;
    private final Duration patience;

    public SchemaMigrations(Cql cql) {
        this(cql, ALL, Duration.ofMinutes(5));
    }

    /**
     * Migrations other than Postern's own, or with another patience.
     *
     * @param patience longest wait for another node's steps
     */
    public SchemaMigrations(Cql cql, List<Migration> migrations, Duration patience) {
        this.cql = cql;
        this.migrations = List.copyOf(migrations);
        this.patience = patience;
    }

    /**
     * Returns when the tables are there and all nodes that are up agree on them. Throws {@link StorageUnavailableException} when
     * Cassandra cannot be asked, or when another node has not finished within the patience.
     */
    public void run() {
        SchemaAgreement agreement = new SchemaAgreement(cql);
        SchemaLedger ledger = SchemaLedger.open(cql, agreement);
        int wanted = migrations.size();
        long end = System.nanoTime() + patience.toNanos();
        while (ledger.version() < wanted) {
            SchemaLease lease = new SchemaLease(cql, UUID.randomUUID());
            if (lease.take()) {
                try {
                    runMissing(ledger, lease, agreement);
                } finally {
                    lease.giveBack();
                }
            } else if (System.nanoTime() > end) {
                throw new StorageUnavailableException("another node has been changing the schema for more than " + patience, null);
            } else {
                pause();
            }
        }
        agreement.await();
        if (ledger.version() > wanted) {
            LOGGER.warn("The tables are of version {}, this node knows {}: it is older than another node", ledger.version(), wanted);
        }
    }

    private void runMissing(SchemaLedger ledger, SchemaLease lease, SchemaAgreement agreement) {
        int present = ledger.version();
        for (Migration migration : migrations) {
            if (migration.version() > present) {
                LOGGER.info("Bringing the tables to version {}", migration.version());
                for (String statement : migration.statements()) {
                    if (!lease.keep()) {
                        return;
                    }
                    agreement.change(statement);
                }
                ledger.record(migration.version());
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis() + ThreadLocalRandom.current().nextLong(POLL.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailableException("interrupted while waiting for the schema", e);
        }
    }
}
