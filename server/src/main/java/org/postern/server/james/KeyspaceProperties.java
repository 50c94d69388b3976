// SPDX-License-Identifier: Apache-2.0
package org.postern.server.james;

import org.apache.commons.configuration2.Configuration;
import org.apache.james.backends.cassandra.init.configuration.KeyspaceConfiguration;

/**
 * Reads the keyspace from {@code cassandra.properties} under the keys that James's own Cassandra servers use, so that an operator
 * can take the file along to one of them.
 */
final class KeyspaceProperties {
    private KeyspaceProperties() {
    }

    static KeyspaceConfiguration read(Configuration properties) {
        return KeyspaceConfiguration.builder()
            .keyspace(properties.getString("cassandra.keyspace", "apache_james"))
            .replicationFactor(properties.getInt("cassandra.replication.factor", 1))
            .durableWrites(true);
    }
}
