// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.session;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.postern.gateway.StorageUnavailableException;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.servererrors.CASWriteUnknownException;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;

/**
 * The one way Postern's stores speak to Cassandra: it puts consistency, time limit and idempotence on each statement and turns every
 * failure of the driver into {@link StorageUnavailableException}, so that no caller takes a failure for an empty answer.
 */
public final class Cql {
    private static final int DECISION_ATTEMPTS = 5;
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    private final CqlSession session;
    private final StorageSettings settings;

    public Cql(CqlSession session, StorageSettings settings) {
        this.session = session;
        this.settings = settings;
    }

    public CqlSession session() {
        return session;
    }

    public StorageSettings settings() {
        return settings;
    }

    /**
     * Prepares a statement that may be sent twice without harm. All of Postern's are of this kind: the lightweight transactions among
     * them write a name of their own with the change, by which they know their own work when they find it done.
     */
    public PreparedStatement prepare(String query) {
        return guard(() -> session.prepare(SimpleStatement.builder(query)
            .setConsistencyLevel(settings.consistency())
            .setSerialConsistencyLevel(settings.serialConsistency())
            .setTimeout(settings.requestTimeout())
            .setIdempotence(true)
            .build()));
    }

    /** Executes and waits; pages of the result that are fetched later are not covered, see {@link #guard}. */
    public ResultSet execute(Statement<?> statement) {
        return guard(() -> session.execute(statement));
    }

    /**
     * Executes a lightweight transaction and returns its one row. Transactions of one partition hinder each other; one that gave up for
     * that reason, which leaves its outcome open, is tried again a few times.
     */
    public Row decide(BoundStatement statement) {
        for (int attempt = 1;; attempt++) {
            try {
                return session.execute(statement).one();
            } catch (CASWriteUnknownException | WriteTimeoutException e) {
                if (attempt == DECISION_ATTEMPTS) {
                    throw new StorageUnavailableException("Cassandra: " + e.getMessage(), e);
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(attempt * LONGEST_PAUSE.toNanos()));
            } catch (DriverException | IllegalStateException e) {
                throw new StorageUnavailableException("Cassandra: " + e.getMessage(), e);
            }
        }
    }

    /** Starts a statement; its failure is seen by {@link #await}. */
    public CompletionStage<AsyncResultSet> start(Statement<?> statement) {
        return guard(() -> session.executeAsync(statement));
    }

    /** All the statements, which must be of one partition, as one mutation. */
    public BatchStatement onePartition(Collection<BoundStatement> statements) {
        return together(statements);
    }

    /** All the statements in one request, each done or not by itself. A few at most: one node takes them to all that hold them. */
    public BatchStatement together(Collection<BoundStatement> statements) {
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED)
            .setConsistencyLevel(settings.consistency())
            .setTimeout(settings.requestTimeout())
            .setIdempotence(true);
        statements.forEach(batch::addStatement);
        return batch.build();
    }

    /** Waits for what was started. */
    public static <T> T await(CompletionStage<T> started) {
        return guard(() -> {
            try {
                return started.toCompletableFuture().join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new StorageUnavailableException("Cassandra: " + e.getCause().getMessage(), e.getCause());
            }
        });
    }

    /** Runs something that uses the driver, such as fetching further pages, and translates its failures. */
    public static <T> T guard(Supplier<T> action) {
        try {
            return action.get();
        } catch (DriverException e) {
            throw new StorageUnavailableException("Cassandra: " + e.getMessage(), e);
        } catch (IllegalStateException e) {
            // what the driver throws once its session has been closed
            throw new StorageUnavailableException("Cassandra: " + e.getMessage(), e);
        }
    }
}
