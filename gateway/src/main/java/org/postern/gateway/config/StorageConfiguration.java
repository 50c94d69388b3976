// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.google.common.net.HostAndPort;

/**
 * Where Postern keeps its records. What reaches the cluster is used by a session of Postern's own; the rest applies to James's session
 * as well.
 *
 * @param mode              which connection is used
 * @param contactPoints     Cassandra nodes that an own session connects to first
 * @param datacenter        Cassandra datacenter of this node, for an own session
 * @param keyspace          keyspace of Postern's tables, for an own session
 * @param replication       copies of each row, when an own session creates the keyspace, 1 to 9
 * @param credentials       of an own session, empty for a cluster without authentication
 * @param startTimeout      how long an own session waits for the cluster at start, 1 s to 1 h
 * @param requestTimeout    most time for one statement, 1 s to 10 min
 * @param consistency       of reads and writes
 * @param serialConsistency of decisions that one caller only may win
 */
public record StorageConfiguration(Mode mode, List<HostAndPort> contactPoints, String datacenter, String keyspace, int replication,
                                   Optional<Credentials> credentials, Duration startTimeout, Duration requestTimeout,
                                   Consistency consistency, SerialConsistency serialConsistency) {
    private static final int CASSANDRA_PORT = 9042;
    private static final Pattern KEYSPACE = Pattern.compile("[a-z][a-z0-9_]{0,47}");

    public StorageConfiguration {
        contactPoints = List.copyOf(contactPoints);
    }

    /** Which connection is used. */
    public enum Mode {
        /** James's session where James has one, else an own one where contact points are given, else memory. */
        AUTO,
        /** James's own session. */
        JAMES,
        /** A session of Postern's own. */
        OWN,
        /** Memory of this process: everything is lost when it ends. */
        MEMORY
    }

    /** How many replicas must answer. Below a quorum a read may miss what was written, so there is nothing lower. */
    public enum Consistency {
        LOCAL_QUORUM,
        QUORUM,
        EACH_QUORUM,
        ALL
    }

    /** Among which replicas a decision is agreed. */
    public enum SerialConsistency {
        LOCAL_SERIAL,
        SERIAL
    }

    /**
     * Who Postern is to Cassandra; it does not print the password.
     *
     * @param user     name of the role
     * @param password in clear
     */
    public record Credentials(String user, String password) {
        @Override
        public String toString() {
            return "Credentials[" + user + "]";
        }
    }

    static StorageConfiguration from(Settings settings) {
        Mode mode = settings.choice("storage.mode", Mode.AUTO, Mode.class);
        List<HostAndPort> points = settings.list("storage.contact-points",
            text -> HostAndPort.fromString(text).withDefaultPort(CASSANDRA_PORT),
            "host or host:port, separated by commas, port " + CASSANDRA_PORT + " when left out");
        if (mode == Mode.OWN && points.isEmpty()) {
            points = List.of(HostAndPort.fromParts("127.0.0.1", CASSANDRA_PORT));
        }
        return new StorageConfiguration(mode, points,
            settings.text("storage.datacenter").orElse("datacenter1"),
            settings.value("storage.keyspace", "postern", StorageConfiguration::keyspace,
                "1 to 48 lower-case letters, digits and underscores, a letter first"),
            settings.integer("storage.replication", 1, 1, 9),
            credentials(settings),
            settings.duration("storage.start-timeout", Duration.ofMinutes(2), Duration.ofSeconds(1), Duration.ofHours(1)),
            settings.duration("storage.request-timeout", Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMinutes(10)),
            settings.choice("storage.consistency", Consistency.LOCAL_QUORUM, Consistency.class),
            settings.choice("storage.serial-consistency", SerialConsistency.LOCAL_SERIAL, SerialConsistency.class));
    }

    private static Optional<Credentials> credentials(Settings settings) {
        String password = settings.text("storage.password").orElse("");
        return settings.text("storage.user").map(user -> new Credentials(user, password));
    }

    private static String keyspace(String text) {
        if (!KEYSPACE.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
