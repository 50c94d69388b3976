// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;

import org.postern.analysis.message.MessageSource;
import org.postern.gateway.config.ClamdConfiguration;

/**
 * One exchange with clamd over TCP. The socket's own time-out only sees silence while reading; a server that takes bytes slowly, or
 * answers a byte now and then, is stopped by closing the socket under it when the limit is over.
 */
final class ClamdConnection implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final Socket socket;
    private final Duration limit;
    private final Future<?> watchdog;
    private volatile boolean late;

    private ClamdConnection(Socket socket, Duration limit, Deadlines deadlines) {
        this.socket = socket;
        this.limit = limit;
        this.watchdog = deadlines.after(limit, this::abort);
    }

    /**
     * What clamd said.
     *
     * @param text           without the terminating zero byte
     * @param everythingSent whether clamd had taken the whole message before
     */
    record Answer(String text, boolean everythingSent) {
    }

    /** Connects; from here on the exchange ends after the limit, whatever the server does. */
    static ClamdConnection open(ClamdConfiguration configuration, Duration limit, Deadlines deadlines) throws IOException {
        long start = System.nanoTime();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(configuration.host()), configuration.port());
        Duration left = limit.minusNanos(System.nanoTime() - start);
        if (left.toMillis() <= 0) {
            throw new SocketTimeoutException("no time left to connect");
        }
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, (int) Math.min(configuration.connectTimeout().toMillis(), left.toMillis()));
            socket.setSoTimeout((int) configuration.readTimeout().toMillis());
            return new ClamdConnection(socket, limit.minusNanos(System.nanoTime() - start), deadlines);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends a command without arguments and returns the answer. */
    String command(String name) throws IOException {
        try {
            socket.getOutputStream().write(("z" + name + "\0").getBytes(StandardCharsets.US_ASCII));
            return readAnswer();
        } catch (IOException e) {
            throw explained(e);
        }
    }

    /** Streams the message and returns the answer. */
    Answer scan(MessageSource message) throws IOException {
        try (InputStream in = message.open()) {
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
            throw explained(e);
        }
    }

    @Override
    public void close() throws IOException {
        watchdog.cancel(false);
        socket.close();
    }

    private void send(InputStream in) throws IOException {
        byte[] buffer = new byte[Integer.BYTES + CHUNK];
        write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII), 10);
        for (int read = in.readNBytes(buffer, Integer.BYTES, CHUNK); read > 0; read = in.readNBytes(buffer, Integer.BYTES, CHUNK)) {
            ByteBuffer.wrap(buffer).putInt(read);
            write(buffer, Integer.BYTES + read);
        }
        write(new byte[Integer.BYTES], Integer.BYTES);
    }

    private void write(byte[] bytes, int length) throws WriteFailedException {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(bytes, 0, length);
        } catch (IOException e) {
            throw new WriteFailedException(e);
        }
    }

    private String readAnswer() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] buffer = new byte[1024];
        InputStream in = socket.getInputStream();
        while (answer.size() < LONGEST_ANSWER) {
            int read = in.read(buffer);
            if (read < 0) {
                throw new IOException(answer.size() == 0 ? "closed the connection without an answer"
                    : "closed the connection within the answer '" + answer.toString(StandardCharsets.UTF_8) + "'");
            }
            int end = indexOfZero(buffer, read);
            answer.write(buffer, 0, end < 0 ? read : end);
            if (end >= 0) {
                return answer.toString(StandardCharsets.UTF_8).strip();
            }
        }
        throw new IOException("answered more than " + LONGEST_ANSWER + " bytes");
    }

    private static int indexOfZero(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    private IOException explained(IOException e) {
        if (late) {
            return new SocketTimeoutException("no answer within the limit of " + limit.toMillis() + " ms");
        }
        return e instanceof SocketTimeoutException ? new SocketTimeoutException("silent for longer than clamav.read-timeout") : e;
    }

    private void abort() {
        late = true;
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing more can be done to a socket that does not even close; the exchange fails either way.
            late = true;
        }
    }

    /** Tells a failure of the socket from a failure to read the message. */
    private static final class WriteFailedException extends IOException {
        private static final long serialVersionUID = 1L;

        WriteFailedException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
