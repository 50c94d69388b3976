// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the servers of a directory are reached.
 *
 * @param servers          {@code host} or {@code host:port}, in the order in which they are tried; at least one
 * @param security         how the connection is protected
 * @param verify           whether the server's certificate must be valid and bear its name
 * @param caFile           PEM file of the authorities that are trusted, on every node; the Java ones when it is empty
 * @param bindName         distinguished name to read as, empty to read without signing in
 * @param bindPassword     its password
 * @param bindPasswordFile file whose first line is the password, on every node, instead of keeping it with the profile
 * @param connectTimeout   most time for opening a connection
 * @param answerTimeout    most time for one answer
 */
public record Connection(List<String> servers, Security security, boolean verify, Optional<String> caFile, Optional<String> bindName,
                         Optional<String> bindPassword, Optional<String> bindPasswordFile, Duration connectTimeout,
                         Duration answerTimeout) {
    /** How a connection to a directory is protected. */
    public enum Security {
        /** Not at all; for servers on the same machine or network. */
        LDAP(389),
        /** TLS from the first byte. */
        LDAPS(636),
        /** TLS that is begun on a plain connection, before anything else is said. */
        STARTTLS(389);

        private final int port;

        Security(int port) {
            this.port = port;
        }

        /** Port of servers that name none. */
        public int port() {
            return port;
        }
    }

    public Connection {
        servers = List.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("'servers' needs at least one host or host:port");
        }
        if (bindName.isPresent() && bindPassword.isEmpty() == bindPasswordFile.isEmpty()) {
            throw new IllegalArgumentException("'bindName' needs one of 'bindPassword' and 'bindPasswordFile'");
        }
        if (bindPassword.filter(String::isEmpty).isPresent()) {
            throw new IllegalArgumentException("'bindPassword' must not be empty");
        }
    }

    /** The same with a password that is kept with the profile. */
    public Connection withPassword(Optional<String> password) {
        return new Connection(servers, security, verify, caFile, bindName, password, bindPasswordFile, connectTimeout, answerTimeout);
    }
}
