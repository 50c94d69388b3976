// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.sink;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One client's conversation with the sink. A message counts as received before the client hears 250, so that a test never sees a client
 * that was told yes for a message the sink does not show.
 */
final class SinkSession {
    private static final int IDLE_MILLIS = 300_000;
    private static final int MAX_COMMAND = 4_096;
    private static final String UNKNOWN = "unknown";

    private final InputStream in;
    private final OutputStream out;
    private final Consumer<ReceivedMail> received;
    private Optional<String> sender = Optional.empty();
    private List<String> recipients = new ArrayList<>();

    SinkSession(Socket socket, Consumer<ReceivedMail> received) throws IOException {
        socket.setSoTimeout(IDLE_MILLIS);
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream());
        this.received = received;
    }

    void run() throws IOException {
        answer("220 sink.postern ESMTP");
        while (true) {
            String command = command();
            String verb = command.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO" -> greet("250-sink.postern", "250-8BITMIME", "250-PIPELINING", "250 ENHANCEDSTATUSCODES");
                case "HELO" -> greet("250 sink.postern");
                case "MAIL" -> mail(command);
                case "RCPT" -> recipient(command);
                case "DATA" -> data();
                case "RSET" -> greet("250 2.0.0 Reset");
                case "NOOP" -> answer("250 2.0.0 Nothing done");
                case "QUIT" -> {
                    answer("221 2.0.0 Bye");
                    return;
                }
                default -> answer("500 5.5.2 Unknown command");
            }
        }
    }

    private void greet(String... lines) throws IOException {
        reset();
        answer(lines);
    }

    private void mail(String command) throws IOException {
        Optional<String> path = path(command);
        if (path.isEmpty()) {
            answer("501 5.5.4 MAIL FROM:<address> expected");
            return;
        }
        reset();
        sender = path;
        answer("250 2.1.0 Sender ok");
    }

    private void recipient(String command) throws IOException {
        Optional<String> path = path(command);
        if (sender.isEmpty() || path.isEmpty()) {
            answer(sender.isEmpty() ? "503 5.5.1 MAIL first" : "501 5.5.4 RCPT TO:<address> expected");
            return;
        }
        if (path.get().toLowerCase(Locale.ROOT).startsWith(UNKNOWN)) {
            answer("550 5.1.1 No such user");
            return;
        }
        recipients.add(path.get());
        answer("250 2.1.5 Recipient ok");
    }

    private void data() throws IOException {
        if (recipients.isEmpty()) {
            answer("503 5.5.1 RCPT first");
            return;
        }
        answer("354 Go on");
        byte[] content = content();
        received.accept(new ReceivedMail(Instant.now(), sender.orElseThrow(), recipients, content));
        reset();
        answer("250 2.0.0 Kept");
    }

    private void reset() {
        sender = Optional.empty();
        recipients = new ArrayList<>();
    }

    /** Reads to the line that holds a dot alone; only CRLF ends a line (RFC 5321 section 2.3.8). */
    private byte[] content() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        while (true) {
            byte[] line = line(Integer.MAX_VALUE);
            if (line.length == 1 && line[0] == '.') {
                return content.toByteArray();
            }
            int skip = line.length > 0 && line[0] == '.' ? 1 : 0;
            content.write(line, skip, line.length - skip);
            content.write('\r');
            content.write('\n');
        }
    }

    private String command() throws IOException {
        return new String(line(MAX_COMMAND), StandardCharsets.UTF_8);
    }

    private byte[] line(int maximum) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean carriageReturn = false;
        while (true) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("the client closed the connection");
            }
            if (carriageReturn && b == '\n') {
                return line.toByteArray();
            }
            if (carriageReturn) {
                line.write('\r');
            }
            carriageReturn = b == '\r';
            if (!carriageReturn) {
                line.write(b);
            }
            if (line.size() > maximum) {
                throw new IOException("command line too long");
            }
        }
    }

    private void answer(String... lines) throws IOException {
        for (String line : lines) {
            out.write(line.getBytes(StandardCharsets.US_ASCII));
            out.write('\r');
            out.write('\n');
        }
        out.flush();
    }

    private static Optional<String> path(String command) {
        int open = command.indexOf('<');
        int close = command.lastIndexOf('>');
        return open < 0 || close < open ? Optional.empty() : Optional.of(command.substring(open + 1, close));
    }
}
