// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.util.List;
import java.util.regex.Pattern;

import com.google.common.net.HostAndPort;

/**
 * Where Postern keeps its records.
 *
 * @param mode          which connection is used
 * @param contactPoints Cassandra nodes to connect to first, used by {@link Mode#OWN}
 * @param datacenter    Cassandra datacenter of this node, used by {@link Mode#OWN}
 * @param keyspace      keyspace of Postern's tables
 */
public record StorageConfiguration(Mode mode, List<HostAndPort> contactPoints, String datacenter, String keyspace) {
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
                "1 to 48 lower-case letters, digits and underscores, a letter first"));
    }

    private static String keyspace(String text) {
        if (!KEYSPACE.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
