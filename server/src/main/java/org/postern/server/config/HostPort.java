// SPDX-License-Identifier: Apache-2.0
package org.postern.server.config;

import java.util.OptionalInt;

/**
 * A service on another machine, as operators write it: {@code host}, {@code host:port} or {@code [2001:db8::1]:port}.
 *
 * @param host name or address, without brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {

    /**
     * Reads one.
     *
     * @param defaultPort taken when the text names none
     * @throws UsageException when the text is neither of the forms
     */
    static HostPort parse(String text, String option, OptionalInt defaultPort) throws UsageException {
        String trimmed = text.trim();
        if (trimmed.contains("/") || trimmed.contains(" ")) {
            throw new UsageException(option + ": expected host:port, got '" + text + "'");
        }
        int bracket = trimmed.lastIndexOf(']');
        int colon = trimmed.lastIndexOf(':');
        boolean bareAddress = bracket < 0 && trimmed.indexOf(':') != colon;
        boolean hasPort = colon > bracket && colon >= 0 && !bareAddress;
        String host = (hasPort ? trimmed.substring(0, colon) : trimmed).replaceAll("^\\[|\\]$", "");
        if (host.isEmpty()) {
            throw new UsageException(option + ": expected host:port, got '" + text + "'");
        }
        if (hasPort) {
            return new HostPort(host, port(trimmed.substring(colon + 1), option));
        }
        return new HostPort(host, defaultPort.orElseThrow(() -> new UsageException(option + ": '" + text + "' names no port")));
    }

    /** Reads a port number, 1 to 65535. */
    static int port(String text, String option) throws UsageException {
        try {
            int port = Integer.parseInt(text.trim());
            if (port >= 1 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            throw new UsageException(option + ": '" + text + "' is not a port number");
        }
        throw new UsageException(option + ": a port lies between 1 and 65535, got " + text);
    }

    /** The form to be read again, with brackets around an IPv6 address. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
