// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.icap;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** A server that answers OPTIONS properly and scans as a test tells it; an empty answer is silence. */
final class FakeIcap implements AutoCloseable {
    private static final String OPTIONS = "ICAP/1.0 200 OK\r\nMethods: RESPMOD\r\nService: Fake 1\r\nISTag: \"T1\"\r\n"
        + "Encapsulated: null-body=0\r\n\r\n";

    private final ServerSocket server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> requests = new CopyOnWriteArrayList<>();

    FakeIcap(Supplier<String> answer) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                    serve(client, answer);
                } catch (IOException e) {
                    // A client that goes away in the middle is what many tests want.
                    continue;
                } catch (InterruptedException e) {
                    return;
                }
            }
        }, "fake-icap");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket client, Supplier<String> answer) throws IOException, InterruptedException {
        InputStream in = new BufferedInputStream(client.getInputStream());
        while (true) {
            String head = until(in, "\r\n\r\n");
            boolean options = head.startsWith("OPTIONS");
            requests.add(options ? head : head + until(in, "0\r\n\r\n"));
            String said = options ? OPTIONS : answer.get();
            if (said.isEmpty()) {
                closed.await();
            }
            client.getOutputStream().write(said.getBytes(StandardCharsets.UTF_8));
            if (!options) {
                return;
            }
        }
    }

    private static String until(InputStream in, String end) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the client has gone");
            }
            read.write(next);
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    int port() {
        return server.getLocalPort();
    }

    List<String> requests() {
        return requests;
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
