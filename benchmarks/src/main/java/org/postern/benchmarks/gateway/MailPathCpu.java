// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.gateway;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * CPU time of one message on its whole way through a server as a user starts it, for comparisons with a part of that way.
 */
public final class MailPathCpu {
    private static final String DOMAIN = "corp.example";
    private static final String SENDER = "sender@example.net";
    private static final int SESSIONS = 8;
    private static final int BYTES = 4096;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private MailPathCpu() {
    }

    /**
     * Measures it.
     *
     * @param data      an empty directory
     * @param firstPort the first of ten free ports
     * @return milliseconds of the server and all it started, Cassandra and clamd
     */
    public static double millis(Path data, int firstPort, int warmUp, int messages) throws Exception {
        String recipient = "user@" + DOMAIN;
        try (SmtpSink sink = SmtpSink.start(firstPort + 5);
             ServerUnderTest server = ServerUnderTest.start(data, firstPort, sink.port(), DOMAIN)) {
            DataLatencyProbe.announce(server.smtpPort(), SENDER, recipient);
            TimeUnit.MILLISECONDS.sleep(1500);
            SmtpSource source = new SmtpSource(server.smtpPort(), SESSIONS, BYTES);
            source.send(warmUp, SENDER, recipient);
            await(sink, warmUp);
            long before = server.cpuMillis();
            source.send(messages, SENDER, recipient);
            await(sink, warmUp + messages);
            return (server.cpuMillis() - before) / (double) messages;
        }
    }

    private static void await(SmtpSink sink, int messages) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (sink.messages() < messages) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("only " + sink.messages() + " of " + messages + " messages came through");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
