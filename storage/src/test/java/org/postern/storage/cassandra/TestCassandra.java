// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.config.StorageConfiguration;
import org.postern.server.cassandra.CassandraProcess;
import org.postern.server.process.ProcessStartException;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.OwnSession;
import org.postern.storage.cassandra.session.StorageSettings;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.google.common.net.HostAndPort;

/**
 * A Cassandra node of its own with one session and Postern's stores on it.
 */
public final class TestCassandra implements ExtensionContext.Store.CloseableResource {
    public static final String DATACENTER = "datacenter1";
    public static final StorageSettings SETTINGS = StorageSettings.of(PosternConfiguration.defaults().storage(),
        PosternConfiguration.defaults().tracking(), PosternConfiguration.defaults().rules());
    private static final String KEYSPACE = "postern_test";

    private final CassandraProcess process;
    private final CqlSession session;
    private CassandraStores stores;

    private TestCassandra(CassandraProcess process) {
        this.process = process;
        this.session = newSession(KEYSPACE);
        this.stores = CassandraStores.open(session, SETTINGS, Clock.systemUTC());
    }

    /** Starts a node in a new directory of the build. */
    public static TestCassandra start() {
        try {
            Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
            return new TestCassandra(CassandraProcess.builder(Files.createTempDirectory(target, "cassandra")).disposable().start());
        } catch (IOException | ProcessStartException e) {
            throw new IllegalStateException("Cassandra does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Cassandra starts", e);
        }
    }

    /** A further session, to be closed by the caller; the keyspace is created when it is missing. */
    public CqlSession newSession(String keyspace) {
        return OwnSession.open(configuration(keyspace, Duration.ofSeconds(60)));
    }

    /** How to reach this node. */
    public StorageConfiguration configuration(String keyspace, Duration startTimeout) {
        HostAndPort node = HostAndPort.fromParts(process.contactPoint().getHostString(), process.contactPoint().getPort());
        return new StorageConfiguration(StorageConfiguration.Mode.OWN, List.of(node), DATACENTER, keyspace, 1, Optional.empty(),
            startTimeout, Duration.ofSeconds(10), StorageConfiguration.Consistency.LOCAL_QUORUM,
            StorageConfiguration.SerialConsistency.LOCAL_SERIAL);
    }

    public CassandraProcess process() {
        return process;
    }

    public CqlSession session() {
        return session;
    }

    public Cql cql() {
        return new Cql(session, SETTINGS);
    }

    public CassandraStores stores() {
        return stores;
    }

    /** How many rows a table holds. */
    public long count(String table) {
        return session.execute("SELECT count(*) FROM " + table).one().getLong(0);
    }

    /** Empties Postern's tables, those that hold anything, and opens new stores, which remember nothing of what was there. */
    public void truncate() {
        boolean emptied = false;
        for (Row row : session.execute("SELECT table_name FROM system_schema.tables WHERE keyspace_name = '" + KEYSPACE + "'")) {
            String table = row.getString("table_name");
            if (!table.equals("postern_schema") && session.execute("SELECT * FROM " + table + " LIMIT 1").one() != null) {
                session.execute("TRUNCATE " + table);
                emptied = true;
            }
        }
        if (emptied) {
            stores = CassandraStores.open(session, SETTINGS, Clock.systemUTC());
        }
    }

    @Override
    public void close() {
        session.close();
        process.close();
    }
}
