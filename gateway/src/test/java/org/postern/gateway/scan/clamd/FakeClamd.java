// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.clamd;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.postern.gateway.config.ClamdConfiguration;

/** A server that behaves as a test tells it, for what a sound clamd never does. */
final class FakeClamd implements AutoCloseable {
    private final ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    FakeClamd(Script script) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                    connections.incrementAndGet();
                    script.play(client, this);
                } catch (IOException e) {
                    // A client that goes away in the middle is what many tests want.
                    continue;
                } catch (InterruptedException e) {
                    return;
                }
            }
        }, "fake-clamd");
        thread.setDaemon(true);
        thread.start();
    }

    @FunctionalInterface
    interface Script {
        void play(Socket client, FakeClamd server) throws IOException, InterruptedException;
    }

    /** A connection for each scan, as clamd was asked before there were sessions. */
    ClamdConfiguration configuration(Duration readTimeout) {
        return configuration(server.getLocalPort(), readTimeout, 0);
    }

    /** Connections that are kept. */
    ClamdConfiguration sessions(Duration readTimeout) {
        return configuration(server.getLocalPort(), readTimeout, 4);
    }

    static ClamdConfiguration configuration(int port, Duration readTimeout, int sessions) {
        return new ClamdConfiguration(true, "127.0.0.1", port, Optional.empty(), Duration.ofSeconds(2), readTimeout, 25 * 1024 * 1024,
            sessions, Duration.ofSeconds(30), List.of());
    }

    /** Reads one INSTREAM command with its message to the end. */
    static byte[] readMessage(Socket client) throws IOException {
        expect(client, "zINSTREAM\0");
        DataInputStream in = new DataInputStream(client.getInputStream());
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
            message.write(in.readNBytes(length));
        }
        return message.toByteArray();
    }

    /** Reads these words and nothing else. */
    static void expect(Socket client, String words) throws IOException {
        byte[] command = client.getInputStream().readNBytes(words.length());
        if (!new String(command, StandardCharsets.US_ASCII).equals(words)) {
            throw new IOException("not the command: " + new String(command, StandardCharsets.US_ASCII));
        }
    }

    static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }

    int connections() {
        return connections.get();
    }

    /** Does nothing for a while, or until the test ends. */
    void pause(Duration duration) throws InterruptedException {
        closed.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
