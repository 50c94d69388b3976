// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.schema;

import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
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
    /** All steps in ascending order; a number may be missing, and a lower one may be added later. */
    public static final List<Migration> ALL = List.of(Migration.read(1, "001-first-tables.cql"), Migration.read(2, "002-lessons.cql"),
        Migration.read(3, "003-rules.cql"), Migration.read(4, "004-address-lists.cql"),
        Migration.read(5, "005-directory.cql"), Migration.read(6, "006-sending.cql"),
        Migration.read(7, "007-sender-history.cql"), Migration.read(8, "008-quarantine-marks.cql"),
        Migration.read(10, "010-tracking.cql"), Migration.read(12, "012-digest.cql"),
        Migration.read(13, "013-dmarc-reports.cql"), Migration.read(14, "014-domain-managers.cql"),
        Migration.read(15, "015-passed-clients.cql"), Migration.read(16, "016-event-facts.cql"),
        Migration.read(17, "017-small-content.cql"), Migration.read(18, "018-quarantine-attachments.cql"));

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
        long end = System.nanoTime() + patience.toNanos();
        while (!missing(ledger).isEmpty()) {
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
                pause(POLL);
            }
        }
        agreement.await();
        SortedSet<Integer> unknown = ledger.versions();
        migrations.forEach(migration -> unknown.remove(migration.version()));
        if (!unknown.isEmpty()) {
            LOGGER.warn("The tables have the steps {}, which this node does not know: it is older than another node", unknown);
        }
    }

    private List<Migration> missing(SchemaLedger ledger) {
        SortedSet<Integer> completed = ledger.versions();
        return migrations.stream().filter(migration -> !completed.contains(migration.version())).toList();
    }

    private void runMissing(SchemaLedger ledger, SchemaLease lease, SchemaAgreement agreement) {
        for (Migration migration : missing(ledger)) {
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

    /** Waits once to twice the given time, so that nodes that wait for the same thing do not ask in step. */
    static void pause(Duration least) {
        try {
            Thread.sleep(least.toMillis() + ThreadLocalRandom.current().nextLong(least.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailableException("interrupted while waiting for the schema", e);
        }
    }
}
