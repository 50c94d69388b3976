// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.launch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadLocalRandom;

import org.postern.server.process.FreePorts;

/**
 * Four ports of the loopback address that nobody uses now, nor is likely to use before a server has come up: they lie below the ranges
 * from which the system takes ports for outgoing connections and servers those of their children, and are drawn at random, since other
 * tests look for ports at the same time.
 */
public record Ports(int smtp, int trustedSmtp, int imap, int http) {
    private static final int LOWEST = 10_000;
    private static final int END = 19_000;

    public static Ports free() {
        return new Ports(one(), one(), one(), one());
    }

    /** One such port. */
    public static int one() {
        return ThreadLocalRandom.current().ints(LOWEST, END)
            .filter(port -> FreePorts.isFree(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)))
            .findFirst().orElseThrow();
    }
}
