// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Speaks SMTP line by line, so that a test sees each reply whole. */
final class SmtpClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final BufferedReader in;

    SmtpClient(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        reply();
        command("EHLO client.test");
    }

    String command(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return reply();
    }

    /** Sends one message; the reply to DATA, or the first that was no success. */
    String send(String message, String... recipients) throws IOException {
        command("MAIL FROM:<sender@client.test>");
        for (String recipient : recipients) {
            String reply = command("RCPT TO:<" + recipient + ">");
            if (!reply.startsWith("250")) {
                return reply;
            }
        }
        command("DATA");
        return command(message.replace("\r\n.", "\r\n..") + "\r\n.");
    }

    private String reply() throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
