// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Postfix's {@code smtp-sink} as the back end: it takes every message and counts them.
 */
public final class SmtpSink implements AutoCloseable {
    private static final Pattern COUNT = Pattern.compile("mesg=(\\d+)");
    private static final int BACKLOG = 512;

    private final Process process;
    private final int port;
    private final AtomicLong messages = new AtomicLong();

    private SmtpSink(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static SmtpSink start(int port) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("/usr/sbin/smtp-sink", "-u", "nobody", "-c", "127.0.0.1:" + port, Integer.toString(BACKLOG))
            .redirectErrorStream(true).start();
        SmtpSink sink = new SmtpSink(process, port);
        Thread reader = new Thread(sink::readCounters, "smtp-sink-counters");
        reader.setDaemon(true);
        reader.start();
        sink.awaitPort();
        return sink;
    }

    public int port() {
        return port;
    }

    /** Messages taken so far. */
    long messages() {
        return messages.get();
    }

    /** The counters are written over each other with carriage returns, never with line ends. */
    private void readCounters() {
        StringBuilder line = new StringBuilder();
        try (var in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (c == '\r' || c == '\n') {
                    Matcher matcher = COUNT.matcher(line);
                    if (matcher.find()) {
                        messages.set(Long.parseLong(matcher.group(1)));
                    }
                    line.setLength(0);
                } else {
                    line.append((char) c);
                }
            }
        } catch (IOException e) {
            // The stream closes with the process: the last count stands.
            messages.get();
        }
    }

    private void awaitPort() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("smtp-sink does not listen on port " + port);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
