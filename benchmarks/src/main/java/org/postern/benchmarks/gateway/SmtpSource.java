// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Postfix's {@code smtp-source} as the client: so many messages over so many sessions at once, each session keeping its connection.
 */
final class SmtpSource {
    private final int port;
    private final int sessions;
    private final int bytes;

    SmtpSource(int port, int sessions, int bytes) {
        this.port = port;
        this.sessions = sessions;
        this.bytes = bytes;
    }

    /** Sends the messages and returns when the last one is answered. Throws when any of them was not accepted. */
    void send(int messages, String sender, String recipient) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("/usr/sbin/smtp-source", "-d", "-s", Integer.toString(sessions), "-m",
            Integer.toString(messages), "-l", Integer.toString(bytes), "-f", sender, "-t", recipient, "127.0.0.1:" + port)
            .redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("smtp-source failed: " + output.strip());
        }
    }
}
