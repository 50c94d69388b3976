// SPDX-License-Identifier: Apache-2.0
package org.postern.server.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks whether a process serves already, since a live process that does not answer is of no use to its caller.
 */
@FunctionalInterface
public interface ReadyProbe {
    /** True when the process answers. Must return within a second or so, and never throw. */
    boolean isReady();

    /** Ready when a TCP connection is accepted. */
    static ReadyProbe port(InetSocketAddress address) {
        return () -> {
            try (Socket socket = new Socket()) {
                socket.connect(address, 1000);
                return true;
            } catch (IOException notYet) {
                return false;
            }
        };
    }
}
