// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.schema;

import java.time.Duration;

import org.postern.gateway.StorageUnavailableException;
import org.postern.storage.cassandra.session.Cql;

import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;

/**
 * Changes the schema one statement at a time and never starts the next before all nodes that are up have seen the last: overlapping
 * changes are what makes Cassandra nodes disagree.
 */
final class SchemaAgreement {
    /** A schema change is slower than a query, most of all on a cluster that has just started. */
    private static final Duration CHANGE_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Cql cql;

    SchemaAgreement(Cql cql) {
        this.cql = cql;
    }

    void change(String statement) {
        ResultSet result = Cql.guard(() -> cql.session().execute(SimpleStatement.builder(statement)
            .setTimeout(CHANGE_TIMEOUT)
            .setIdempotence(true)
            .build()));
        if (!result.getExecutionInfo().isSchemaInAgreement()) {
            await();
        }
    }

    /**
     * Waits up to a minute for agreement. An attempt lasts as long as the driver is configured to wait, by default ten seconds, or no
     * time at all while the driver's own connection is being made anew.
     */
    void await() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Cql.guard(() -> cql.session().checkSchemaAgreement())) {
            if (System.nanoTime() > end) {
                throw new StorageUnavailableException("the Cassandra nodes do not agree on the schema; see 'nodetool describecluster'",
                    null);
            }
            SchemaMigrations.pause(PAUSE);
        }
    }
}
