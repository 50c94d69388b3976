// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import org.HdrHistogram.Histogram;

/**
 * A client beside the load that measures how long the server takes from the final dot to its answer, on messages that look like mail
 * and are all different. It keeps one message under way at a time, so that it adds little load of its own.
 */
final class DataLatencyProbe implements Runnable {
    static final String SENDER = "probe@example.net";
    private static final int PARAGRAPHS = 40;
    private static final long HIGHEST_MICROS = 600_000_000L;

    private final int port;
    private final String recipient;
    private final Histogram micros = new Histogram(HIGHEST_MICROS, 3);
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean stopped;
    private volatile IOException failure;

    DataLatencyProbe(int port, String recipient) {
        this.port = port;
        this.recipient = recipient;
    }

    /** Latencies in microseconds; read it after the probe has ended. */
    Histogram micros() {
        return micros;
    }

    int accepted() {
        return accepted.get();
    }

    int refused() {
        return refused.get();
    }

    void stop() {
        stopped = true;
    }

    /** Throws what ended the probe early, if anything did. */
    void check() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    /** Asks for delivery once without sending anything, whatever the answer at RCPT. */
    static void announce(int port, String sender, String recipient) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(120_000);
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            reply(in);
            command(in, out, "EHLO probe.example.net");
            expect(command(in, out, "MAIL FROM:<" + sender + ">"), "250");
            command(in, out, "RCPT TO:<" + recipient + ">");
            command(in, out, "QUIT");
        }
    }

    @Override
    public void run() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(120_000);
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            reply(in);
            command(in, out, "EHLO probe.example.net");
            for (int i = 0; !stopped; i++) {
                sendOne(in, out, i);
            }
            command(in, out, "QUIT");
        } catch (IOException e) {
            failure = e;
        }
    }

    private void sendOne(BufferedReader in, OutputStream out, int number) throws IOException {
        expect(command(in, out, "MAIL FROM:<" + SENDER + ">"), "250");
        expect(command(in, out, "RCPT TO:<" + recipient + ">"), "250");
        expect(command(in, out, "DATA"), "354");
        StringBuilder text = new StringBuilder(8192)
            .append("From: Probe <probe@example.net>\r\nTo: <").append(recipient).append(">\r\nSubject: Order ").append(number)
            .append("\r\nMessage-ID: <").append(number).append('.').append(System.nanoTime()).append("@example.net>\r\n")
            .append("Date: Sat, 21 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n");
        for (int i = 0; i < PARAGRAPHS; i++) {
            text.append("Paragraph ").append(i).append(" of order ").append(number)
                .append(": the parts leave our house on Tuesday, see https://shop.example.net/order/").append(number).append("\r\n");
        }
        out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        out.flush();
        long start = System.nanoTime();
        String answer = command(in, out, ".");
        micros.recordValue(Math.min(HIGHEST_MICROS, (System.nanoTime() - start) / 1000));
        (answer.startsWith("250") ? accepted : refused).incrementAndGet();
    }

    private static String command(BufferedReader in, OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return reply(in);
    }

    private static String reply(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        if (line == null) {
            throw new IOException("the server closed the connection");
        }
        return line;
    }

    private static void expect(String answer, String code) throws IOException {
        if (!answer.startsWith(code)) {
            throw new IOException("expected " + code + " but the server answered " + answer);
        }
    }
}
