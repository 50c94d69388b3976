// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.dialogue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * A client that sends exactly the bytes it is told to, in one write for each run of them, and knows nothing of SMTP but where a reply
 * ends.
 */
final class WireClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
    private final InetSocketAddress server;
    private Socket socket;
    private InputStream in;

    private WireClient(InetSocketAddress server) throws IOException {
        this.server = server;
        this.socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(server, (int) PATIENCE.toMillis());
        this.in = socket.getInputStream();
    }

    static WireClient connect(InetSocketAddress server) throws IOException {
        return new WireClient(server);
    }

    /** Adds bytes to what goes out with the next flush. */
    void add(byte[] bytes) {
        unsent.writeBytes(bytes);
    }

    /** Sends what was added, all in one write. A connection that the server has closed meanwhile is no error here. */
    void flush() {
        byte[] bytes = unsent.toByteArray();
        unsent.reset();
        try {
            if (bytes.length > 0) {
                socket.getOutputStream().write(bytes);
                socket.getOutputStream().flush();
            }
        } catch (IOException e) {
            return;
        }
    }

    /**
     * Waits for the next reply.
     *
     * @return the lines; empty when the server has closed the connection
     * @throws SocketTimeoutException when none comes within 20 s
     */
    List<String> reply() throws IOException {
        socket.setSoTimeout((int) PATIENCE.toMillis());
        List<String> lines = new ArrayList<>();
        try {
            while (lines.isEmpty() || lines.get(lines.size() - 1).matches("[0-9]{3}-.*")) {
                String line = line();
                if (line == null) {
                    return lines;
                }
                lines.add(line);
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return lines;
        }
        return lines;
    }

    /** Whether the server says nothing for so long, and does not close the connection either. */
    boolean isSilent(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        try {
            in.mark(1);
            in.read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    /** Speaks TLS from here on, whoever the server says it is. */
    void startTls() throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new AnyServer()}, new SecureRandom());
        SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(socket, server.getHostString(), server.getPort(), true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        secure.startHandshake();
        socket = secure;
        in = secure.getInputStream();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        while (b >= 0 && b != '\n') {
            line.write(b);
            b = in.read();
        }
        return b < 0 && line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8).replaceFirst("\r$", "");
    }

    private static final class AnyServer implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("this is a client");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // The tests look at what is said, not at who says it.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
