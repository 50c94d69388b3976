// SPDX-License-Identifier: Apache-2.0
package org.postern.server.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/**
 * Finds ports for the children, which nobody but this server speaks to. They lie below the range from which the system takes ports
 * for outgoing connections, so that a restarted child finds its port still free.
 */
public final class FreePorts {
    private static final int LOWEST = 19000;
    private static final int HIGHEST = 29999;

    private FreePorts() {
    }

    /**
     * A port nobody listens on.
     *
     * @param seed spreads servers that start at the same moment over the range; the same seed tends to give the same port
     */
    public static int find(InetAddress address, int seed) {
        int span = HIGHEST - LOWEST + 1;
        int start = Math.floorMod(seed * 7919, span);
        return IntStream.range(0, span)
            .map(step -> LOWEST + (start + step) % span)
            .filter(port -> isFree(new InetSocketAddress(address, port)))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no free port from " + LOWEST + " to " + HIGHEST));
    }

    /** True when one could listen there now. */
    public static boolean isFree(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (BindException taken) {
            return false;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
