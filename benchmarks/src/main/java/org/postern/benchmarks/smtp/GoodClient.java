// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A mail server as it should be: connects, waits for each answer, sends one message and says good bye. */
final class GoodClient {
    private static final int PATIENCE_MILLIS = 60_000;

    private final InetSocketAddress server;
    private final String own;
    private final String recipient;

    /** @param own address it connects from */
    GoodClient(InetSocketAddress server, String own, String recipient) {
        this.server = server;
        this.own = own;
        this.recipient = recipient;
    }

    /**
     * Sends one message.
     *
     * @return milliseconds from connecting until the message is accepted; -1 when it was told to come back
     * @throws IOException when it was refused or turned away
     */
    long send() throws IOException {
        long begin = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(own), 0));
            socket.setTcpNoDelay(true);
            socket.connect(server, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            expect(in, "220");
            say(socket, in, "EHLO good.example", "250");
            say(socket, in, "MAIL FROM:<good@good.example>", "250");
            String reply = ask(socket, in, "RCPT TO:<" + recipient + ">");
            if (reply.startsWith("45")) {
                say(socket, in, "QUIT", "221");
                return -1;
            }
            require(reply, "250");
            say(socket, in, "DATA", "354");
            say(socket, in, "From: <good@good.example>\r\nTo: <" + recipient + ">\r\nSubject: good\r\n\r\nGood words.\r\n.", "250");
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            say(socket, in, "QUIT", "221");
            return millis;
        }
    }

    private static void say(Socket socket, BufferedReader in, String line, String code) throws IOException {
        require(ask(socket, in, line), code);
    }

    private static String ask(Socket socket, BufferedReader in, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return reply(in);
    }

    private static void expect(BufferedReader in, String code) throws IOException {
        require(reply(in), code);
    }

    private static String reply(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        return line == null ? "closed" : line;
    }

    private static void require(String reply, String code) throws IOException {
        if (!reply.startsWith(code)) {
            throw new IOException("expected " + code + ", got " + reply);
        }
    }
}
