// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.client;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.client.PassedClientStore;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.TimeToLive;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/** Clients that have passed, in Cassandra until their end. Times are kept to the millisecond. */
public final class CassandraPassedClientStore implements PassedClientStore {
    private final Cql cql;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement delete;

    public CassandraPassedClientStore(Cql cql) {
        this.cql = cql;
        this.insert = cql.prepare("INSERT INTO postern_passed_client (address, passed_until) VALUES (?, ?) USING TTL ?");
        this.select = cql.prepare("SELECT passed_until FROM postern_passed_client WHERE address = ?");
        this.delete = cql.prepare("DELETE FROM postern_passed_client WHERE address = ?");
    }

    @Override
    public CompletionStage<Optional<Instant>> find(String address, Instant now) {
        return start(select.bind(address)).thenApply(rows -> {
            Row row = rows.one();
            return Optional.ofNullable(row == null ? null : row.getInstant("passed_until")).filter(end -> end.isAfter(now));
        });
    }

    @Override
    public CompletionStage<?> save(String address, Instant end, Instant now) {
        return start(insert.bind(address, end, TimeToLive.seconds(now, end)));
    }

    @Override
    public CompletionStage<?> remove(String address) {
        return start(delete.bind(address));
    }

    private CompletionStage<AsyncResultSet> start(BoundStatement statement) {
        try {
            return cql.start(statement);
        } catch (StorageUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
