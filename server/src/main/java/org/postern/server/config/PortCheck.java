// SPDX-License-Identifier: Apache-2.0
package org.postern.server.config;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

import org.postern.server.process.FreePorts;

/**
 * Looks at the ports before anything is started, because James would fail minutes later with a stack trace.
 */
public final class PortCheck {
    private PortCheck() {
    }

    /**
     * Checks all ports.
     *
     * @throws UsageException naming the first one that is taken and the option that changes it
     */
    public static void check(RunOptions options) throws UsageException {
        List<Listener> listeners = new ArrayList<>(List.of(
            new Listener("SMTP", options.bind(), options.smtpPort(), Option.SMTP_PORT),
            new Listener("trusted SMTP", options.bind(), options.trustedSmtpPort(), Option.TRUSTED_SMTP_PORT),
            new Listener("IMAP", options.imapBind(), options.imapPort(), Option.IMAP_PORT),
            new Listener("HTTP", options.httpBind(), options.httpPort(), Option.HTTP_PORT)));
        options.submissionPort().ifPresent(port ->
            listeners.add(new Listener("submission", options.bind(), port, Option.SUBMISSION_PORT)));
        for (Listener listener : listeners) {
            listener.check(listeners);
        }
    }

    private record Listener(String name, String host, int port, Option option) {
        void check(List<Listener> all) throws UsageException {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new UsageException("there is no address " + host + " to listen on for " + name);
            }
            if (all.stream().anyMatch(other -> other != this && other.port == port)) {
                throw new UsageException("port " + port + " is given twice; choose another for " + name + " with " + option.flag());
            }
            if (!FreePorts.isFree(address)) {
                throw new UsageException("port " + port + " on " + host + " (" + name + ") is in use; choose another with "
                    + option.flag() + " or " + option.variable());
            }
        }
    }
}
