// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.cassandra;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.config.StorageConfiguration;
import org.postern.server.cassandra.CassandraProcess;
import org.postern.storage.cassandra.CassandraStores;
import org.postern.storage.cassandra.session.OwnSession;
import org.postern.storage.cassandra.session.StorageSettings;

import com.datastax.oss.driver.api.core.CqlSession;
import com.google.common.net.HostAndPort;

/** A Cassandra node as {@code ./run} starts it, with stores in it as a server opens them, for measuring these alone. */
public final class CassandraUnderTest implements AutoCloseable {
    private static final int HEAP_MEGABYTES = 1024;
    private static final Duration CONNECT = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CassandraProcess process;

    private CassandraUnderTest(CassandraProcess process) {
        this.process = process;
    }

    /** Starts a node and waits until it serves. */
    public static CassandraUnderTest start(Path directory) throws Exception {
        return new CassandraUnderTest(CassandraProcess.builder(directory).heapMegabytes(HEAP_MEGABYTES).start());
    }

    /** Connects, and makes the keyspace where it is missing. */
    public CqlSession session(String keyspace) {
        return OwnSession.open(new StorageConfiguration(StorageConfiguration.Mode.OWN, List.of(HostAndPort.fromParts(
            process.contactPoint().getHostString(), process.contactPoint().getPort())), "datacenter1", keyspace, 1, Optional.empty(),
            CONNECT, PATIENCE, StorageConfiguration.Consistency.LOCAL_QUORUM, StorageConfiguration.SerialConsistency.LOCAL_SERIAL));
    }

    /** All stores of a keyspace, with the settings of a server that nobody has configured. */
    public static CassandraStores stores(CqlSession session) {
        PosternConfiguration defaults = PosternConfiguration.defaults();
        return CassandraStores.open(session, StorageSettings.of(defaults.storage(), defaults.tracking(), defaults.rules()),
            Clock.systemUTC());
    }

    /** The process number of the node. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
    }
}
