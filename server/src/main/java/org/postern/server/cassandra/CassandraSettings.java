// SPDX-License-Identifier: Apache-2.0
package org.postern.server.cassandra;

import java.net.InetSocketAddress;
import java.nio.file.Path;

import org.postern.server.process.Libraries;

/**
 * What distinguishes one private Cassandra node from another.
 *
 * @param directory     holds everything the node writes
 * @param address       IP address it listens on, for clients and for other nodes
 * @param port          CQL port
 * @param storagePort   port for other nodes, which must differ between nodes of one address
 * @param heapMegabytes largest heap
 * @param disposable    the data need not survive a power cut: starts and changes tables faster, for tests
 * @param libraries     Cassandra's jars
 */
record CassandraSettings(Path directory, String address, int port, int storagePort, int heapMegabytes, boolean disposable,
                         Libraries libraries) {

    InetSocketAddress contactPoint() {
        return new InetSocketAddress(address, port);
    }

    Path yaml() {
        return directory.resolve("cassandra.yaml");
    }

    Path logback() {
        return directory.resolve("logback.xml");
    }

    Path temporary() {
        return directory.resolve("tmp");
    }

    Path log() {
        return directory.resolve("cassandra.log");
    }
}
