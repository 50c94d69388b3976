// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.launch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.postern.server.process.FreePorts;

/**
 * Four ports of the loopback address that nobody uses now, nor is likely to use before a server has come up: they lie below the ranges
 * from which the system takes ports for outgoing connections and servers those of their children. Each process of tests has a range of
 * its own and goes through it in turn, beginning anywhere, since other tests look for ports at the same time.
 */
public record Ports(int smtp, int trustedSmtp, int imap, int http) {
    private static final int LOWEST = 10_000;
    private static final int OF_A_PROCESS = 4_500;
    private static final int FIRST = LOWEST + OF_A_PROCESS * ((Integer.getInteger("postern.test.process", 1) - 1) % 2);
    private static final AtomicInteger NEXT = new AtomicInteger(ThreadLocalRandom.current().nextInt(OF_A_PROCESS));

    public static Ports free() {
        return new Ports(one(), one(), one(), one());
    }

    /** One such port. */
    public static int one() {
        return IntStream.generate(() -> FIRST + Math.floorMod(NEXT.getAndIncrement(), OF_A_PROCESS))
            .filter(port -> FreePorts.isFree(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)))
            .findFirst().orElseThrow();
    }
}
