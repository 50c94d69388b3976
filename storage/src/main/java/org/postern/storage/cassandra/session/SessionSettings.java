// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.session;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How to reach Cassandra from a server that has no session of its own.
 *
 * @param contactPoints nodes to ask first, at least one
 * @param datacenter    data centre whose nodes are used
 * @param keyspace      where the tables live; created when it is missing. A letter, then letters, digits or underscores, 48 at most
 * @param replication   copies of each row in the data centre when the keyspace is created, at least 1
 * @param credentials   user and password, empty for a cluster without authentication
 * @param startPatience how long the cluster may take to answer when the session is opened
 */
public record SessionSettings(List<InetSocketAddress> contactPoints, String datacenter, String keyspace, int replication,
                              Optional<Credentials> credentials, Duration startPatience) {
    public static final int DEFAULT_PORT = 9042;
    private static final Pattern KEYSPACE = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,47}");

    /**
     * User and password for Cassandra; it does not print the password.
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

    public SessionSettings {
        contactPoints = List.copyOf(contactPoints);
        if (contactPoints.isEmpty()) {
            throw new IllegalArgumentException("at least one Cassandra node must be named");
        }
        if (!KEYSPACE.matcher(keyspace).matches()) {
            throw new IllegalArgumentException("not a keyspace name: " + keyspace);
        }
        if (datacenter.isBlank()) {
            throw new IllegalArgumentException("the Cassandra data centre must be named");
        }
        if (replication < 1) {
            throw new IllegalArgumentException("the replication must be at least 1");
        }
    }
}
