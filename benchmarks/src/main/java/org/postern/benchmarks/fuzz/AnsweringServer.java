// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.fuzz;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A virus engine that takes every content and answers with the bytes of a fuzzer, then closes the connection. */
final class AnsweringServer {
    private static final byte[] ICAP_OPTIONS = ("ICAP/1.0 200 OK\r\nMethods: RESPMOD, REQMOD\r\nPreview: 4\r\nISTag: \"T1\"\r\n"
        + "Encapsulated: null-body=0\r\n\r\n").getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private volatile byte[] answer = new byte[0];
    private volatile boolean sound = true;

    private AnsweringServer(boolean icap) {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                    if (icap) {
                        icap(client);
                    } else {
                        clamd(client);
                    }
                } catch (IOException clientHasGone) {
                    continue;
                }
            }
        }, "answering");
        thread.setDaemon(true);
        thread.start();
    }

    static AnsweringServer icap() {
        return new AnsweringServer(true);
    }

    static AnsweringServer clamd() {
        return new AnsweringServer(false);
    }

    int port() {
        return server.getLocalPort();
    }

    /** What is said next; {@code options} when also the question for what the service offers is answered with it. */
    void says(byte[] bytes, boolean options) {
        answer = bytes;
        sound = !options;
    }

    private void icap(Socket client) throws IOException {
        InputStream in = new BufferedInputStream(client.getInputStream());
        while (true) {
            String head = until(in, "\r\n\r\n");
            if (!head.startsWith("OPTIONS")) {
                until(in, "0\r\n\r\n");
                client.getOutputStream().write(answer);
                return;
            }
            client.getOutputStream().write(sound ? ICAP_OPTIONS : answer);
            if (!sound) {
                return;
            }
        }
    }

    private void clamd(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
        if (until(in, "\0").equals("zINSTREAM\0")) {
            for (int length = in.readInt(); length > 0; length = in.readInt()) {
                in.readFully(new byte[length]);
            }
        }
        client.getOutputStream().write(answer);
    }

    private static String until(InputStream in, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.length() < end.length() || !end.contentEquals(read.subSequence(read.length() - end.length(), read.length()))) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the client has gone");
            }
            read.append((char) next);
        }
        return read.toString();
    }
}
