// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.clamd;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.postern.analysis.message.MessageSource;
import org.postern.gateway.scan.wire.TimeLeft;
import org.postern.gateway.scan.wire.Wire;

/**
 * A connection to clamd. As a session (IDSESSION) it serves one exchange after the other and numbers the answers, else one alone.
 */
final class ClamdSession implements Closeable {
    private static final int CHUNK = 64 * 1024;
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final Wire wire;
    private final boolean numbered;
    private int commands;

    ClamdSession(Wire wire, boolean numbered) {
        this.wire = wire;
        this.numbered = numbered;
    }

    /**
     * What clamd said.
     *
     * @param text           without the terminating zero byte and the number of the answer
     * @param everythingSent whether clamd had taken the whole content before
     */
    record Answer(String text, boolean everythingSent) {
    }

    /** Begins a further exchange. */
    void begin(TimeLeft left) throws IOException {
        wire.begin(left);
    }

    /** Ends the exchange. Whether another may follow. */
    boolean end() {
        return wire.end() && numbered;
    }

    /** Sends a command without arguments and returns the answer. */
    String command(String name) throws IOException {
        try {
            wire.out().write(start(name));
            return readAnswer();
        } catch (IOException e) {
            throw wire.explained(e);
        }
    }

    /** Streams the content and returns the answer. */
    Answer scan(MessageSource content) throws IOException {
        try (InputStream in = content.open()) {
            IOException failure = null;
            try {
                send(in);
            } catch (WriteFailedException e) {
                // clamd closes early when it has had enough, and says why before: the answer can still be read.
                failure = e;
            }
            try {
                return new Answer(readAnswer(), failure == null);
            } catch (IOException e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                throw e;
            }
        } catch (IOException e) {
            throw wire.explained(e);
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }

    private byte[] start(String command) {
        String opening = numbered && commands == 0 ? "zIDSESSION\0" : "";
        commands++;
        return (opening + "z" + command + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    private void send(InputStream in) throws IOException {
        byte[] buffer = new byte[Integer.BYTES + CHUNK];
        byte[] start = start("INSTREAM");
        write(start, start.length);
        for (int read = in.readNBytes(buffer, Integer.BYTES, CHUNK); read > 0; read = in.readNBytes(buffer, Integer.BYTES, CHUNK)) {
            ByteBuffer.wrap(buffer).putInt(read);
            write(buffer, Integer.BYTES + read);
        }
        write(new byte[Integer.BYTES], Integer.BYTES);
    }

    private void write(byte[] bytes, int length) throws WriteFailedException {
        try {
            wire.out().write(bytes, 0, length);
        } catch (IOException e) {
            throw new WriteFailedException(e);
        }
    }

    private String readAnswer() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] buffer = new byte[1024];
        InputStream in = wire.in();
        while (answer.size() < LONGEST_ANSWER) {
            int read = in.read(buffer);
            if (read < 0) {
                throw new IOException(answer.size() == 0 ? "closed the connection without an answer"
                    : "closed the connection within the answer '" + answer.toString(StandardCharsets.UTF_8) + "'");
            }
            int end = indexOfZero(buffer, read);
            answer.write(buffer, 0, end < 0 ? read : end);
            if (end >= 0) {
                return unnumbered(answer.toString(StandardCharsets.UTF_8).strip());
            }
        }
        throw new IOException("answered more than " + LONGEST_ANSWER + " bytes");
    }

    private String unnumbered(String answer) {
        String number = commands + ": ";
        return numbered && answer.startsWith(number) ? answer.substring(number.length()) : answer;
    }

    private static int indexOfZero(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    /** Tells a failure of the connection from a failure to read the content. */
    private static final class WriteFailedException extends IOException {
        private static final long serialVersionUID = 1L;

        WriteFailedException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
