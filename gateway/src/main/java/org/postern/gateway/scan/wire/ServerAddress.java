// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.wire;

/**
 * Where an engine listens; its text is what people read in messages.
 */
public sealed interface ServerAddress {

    /** A TCP port; the host's name is looked up anew for each connection. */
    record Tcp(String host, int port) implements ServerAddress {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /** A unix socket by its path. */
    record Unix(String path) implements ServerAddress {
        @Override
        public String toString() {
            return path;
        }
    }
}
