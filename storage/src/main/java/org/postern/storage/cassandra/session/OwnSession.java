// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.session;

import java.net.InetSocketAddress;
import java.time.Duration;

import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.config.StorageConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;

/**
 * Opens a session for a server that has none. Its owner closes it; a session borrowed from James is never closed by Postern.
 */
public final class OwnSession {
    private static final Logger LOGGER = LoggerFactory.getLogger(OwnSession.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration SCHEMA_TIMEOUT = Duration.ofSeconds(60);

    private OwnSession() {
    }

    /**
     * Connects, creates the keyspace when it is missing and returns a session in it. Throws {@link StorageUnavailableException} when
     * no node answers within {@link StorageConfiguration#startTimeout()} or the login is refused.
     */
    public static CqlSession open(StorageConfiguration settings) {
        long end = System.nanoTime() + settings.startTimeout().toNanos();
        while (true) {
            try {
                createKeyspace(settings);
                return builder(settings).withKeyspace("\"" + settings.keyspace() + "\"").build();
            } catch (AllNodesFailedException e) {
                if (System.nanoTime() > end) {
                    throw new StorageUnavailableException("no Cassandra node of " + settings.contactPoints() + " answers: "
                        + e.getMessage(), e);
                }
                LOGGER.info("Waiting for Cassandra at {}", settings.contactPoints());
                pause();
            } catch (DriverException e) {
                throw new StorageUnavailableException("Cassandra at " + settings.contactPoints() + ": " + e.getMessage(), e);
            }
        }
    }

    private static void createKeyspace(StorageConfiguration settings) {
        try (CqlSession session = builder(settings).build()) {
            boolean present = session.execute(SimpleStatement.newInstance(
                "SELECT keyspace_name FROM system_schema.keyspaces WHERE keyspace_name = ?", settings.keyspace())).one() != null;
            if (!present) {
                session.execute(SimpleStatement.builder("CREATE KEYSPACE IF NOT EXISTS \"" + settings.keyspace()
                        + "\" WITH replication = {'class': 'NetworkTopologyStrategy', '" + settings.datacenter() + "': "
                        + settings.replication() + "}")
                    .setTimeout(SCHEMA_TIMEOUT).build());
            }
        }
    }

    private static CqlSessionBuilder builder(StorageConfiguration settings) {
        CqlSessionBuilder builder = CqlSession.builder()
            .addContactPoints(settings.contactPoints().stream()
                .map(point -> new InetSocketAddress(point.getHost(), point.getPort()))
                .toList())
            .withLocalDatacenter(settings.datacenter())
            .withClassLoader(CqlSession.class.getClassLoader())
            .withConfigLoader(DriverConfigLoader.programmaticBuilder(CqlSession.class.getClassLoader())
                .withString(DefaultDriverOption.SESSION_NAME, "postern")
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, settings.requestTimeout())
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(10))
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, Duration.ofSeconds(10))
                .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, false)
                // nothing is sent any more when the session is closed, so there is nothing to wait for
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .withDuration(DefaultDriverOption.METADATA_SCHEMA_WINDOW, Duration.ofMillis(1))
                .withClass(DefaultDriverOption.RECONNECTION_POLICY_CLASS,
                    com.datastax.oss.driver.internal.core.connection.ExponentialReconnectionPolicy.class)
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(500))
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(5))
                .build());
        settings.credentials().ifPresent(credentials -> builder.withAuthCredentials(credentials.user(), credentials.password()));
        return builder;
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailableException("interrupted while waiting for Cassandra", e);
        }
    }
}
