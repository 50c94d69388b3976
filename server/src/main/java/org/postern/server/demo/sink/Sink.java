// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.sink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.LoggerFactory;

/**
 * A small mail server that takes everything and keeps it in memory: the back end behind the gateway when the administrator has named
 * none, and the place where tests see what really left the gateway. Only recipients whose address begins with {@code unknown} it does not
 * have. It asks for a logger only when it has to log: it may be started before the server has told the logging where its configuration is.
 */
public final class Sink implements AutoCloseable {
    private static final int BACKLOG = 128;

    private final ServerSocket listener;
    private final ReceivedMails received;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "postern-sink");
        thread.setDaemon(true);
        return thread;
    });

    private Sink(ServerSocket listener, long keepBytes) {
        this.listener = listener;
        this.received = new ReceivedMails(keepBytes);
    }

    /**
     * Listens on the loopback address.
     *
     * @param port      0 for any free one
     * @param keepBytes how much content to keep; beyond it the oldest messages are forgotten
     * @throws IOException when the port is taken
     */
    public static Sink start(int port, long keepBytes) throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        Sink sink = new Sink(listener, keepBytes);
        sink.threads.execute(sink::accept);
        return sink;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /** Everything received and still kept, oldest first. */
    public List<ReceivedMail> received() {
        return received.all();
    }

    /** The kept messages that carry this value in this header field. */
    public List<ReceivedMail> receivedWith(String header, String value) {
        return received().stream().filter(mail -> mail.headers(header).contains(value)).toList();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    LoggerFactory.getLogger(Sink.class).warn("The sink could not take a connection", e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new SinkSession(socket, received::add).run();
        } catch (IOException e) {
            LoggerFactory.getLogger(Sink.class).debug("A client of the sink went away", e);
        } finally {
            open.remove(socket);
        }
    }

    /** Stops listening and ends the open connections; what was received stays readable. */
    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdown();
    }
}
