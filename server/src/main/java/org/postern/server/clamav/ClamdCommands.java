// SPDX-License-Identifier: Apache-2.0
package org.postern.server.clamav;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.postern.server.process.ReadyProbe;

/**
 * The two commands that running clamd takes; scanning is the gateway's business.
 */
final class ClamdCommands implements ReadyProbe {
    private static final int MILLIS = 2000;

    private final InetSocketAddress address;

    ClamdCommands(InetSocketAddress address) {
        this.address = address;
    }

    @Override
    public boolean isReady() {
        try {
            return "PONG".equals(ask("PING"));
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Makes clamd read its signatures again. It keeps the old ones when it cannot read the new. */
    void reload() throws IOException {
        ask("RELOAD");
    }

    private String ask(String command) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, MILLIS);
            socket.setSoTimeout(MILLIS);
            socket.getOutputStream().write(("z" + command + "\0").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).replace("\0", "").trim();
        }
    }
}
