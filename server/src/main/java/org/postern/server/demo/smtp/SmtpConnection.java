// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.smtp;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An SMTP conversation on a raw socket. It sends every byte as given, because broken and 8-bit messages are what a mail gateway must be
 * shown, and a mail library would mend them on the way.
 */
public final class SmtpConnection implements AutoCloseable {
    private static final int CODE_LENGTH = 3;
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final List<String> transcript = new ArrayList<>();

    private SmtpConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    /**
     * Connects and reads the greeting.
     *
     * @param patience how long to wait for any one answer
     * @throws SmtpRefusedException when the server greets with anything but 220
     */
    public static SmtpConnection open(InetSocketAddress server, Duration patience) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(server, CONNECT_TIMEOUT_MILLIS);
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
            socket.setTcpNoDelay(true);
            SmtpConnection connection = new SmtpConnection(socket);
            Reply greeting = connection.readReply();
            if (!greeting.positive()) {
                throw new SmtpRefusedException(greeting);
            }
            return connection;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends one command line, its characters as UTF-8, and reads the answer. */
    public Reply command(String line) throws IOException {
        transcript.add("C: " + line);
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.write('\r');
        out.write('\n');
        out.flush();
        return readReply();
    }

    /** Sends the content after a 354, dots doubled and the final dot added, and reads the answer. Nothing else is changed. */
    public Reply content(byte[] message) throws IOException {
        transcript.add("C: (" + message.length + " bytes)");
        boolean lineStart = true;
        byte before = 0;
        for (byte b : message) {
            if (lineStart && b == '.') {
                out.write('.');
            }
            out.write(b);
            lineStart = b == '\n' && before == '\r';
            before = b;
        }
        if (!lineStart) {
            out.write('\r');
            out.write('\n');
        }
        out.write(".\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return readReply();
    }

    /** The conversation so far, one line each, for people. */
    public List<String> transcript() {
        return List.copyOf(transcript);
    }

    private Reply readReply() throws IOException {
        List<String> lines = new ArrayList<>();
        while (true) {
            String line = readLine();
            transcript.add("S: " + line);
            if (line.length() < CODE_LENGTH || !line.chars().limit(CODE_LENGTH).allMatch(Character::isDigit)) {
                throw new IOException("not an SMTP answer: " + line);
            }
            lines.add(line.length() > CODE_LENGTH ? line.substring(CODE_LENGTH + 1) : "");
            if (line.length() == CODE_LENGTH || line.charAt(CODE_LENGTH) != '-') {
                return new Reply(Integer.parseInt(line.substring(0, CODE_LENGTH)), lines);
            }
        }
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        while (b != '\n') {
            if (b < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (b != '\r') {
                line.write(b);
            }
            b = in.read();
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
