// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.Future;

/** A unix socket. Its channel knows no time-outs: what waits too long is ended by closing the channel. */
final class UnixWireSocket implements WireSocket {
    private final SocketChannel channel;
    private final WireSettings settings;
    private final Deadlines deadlines;
    private volatile boolean timedOut;

    UnixWireSocket(WireSettings settings, Deadlines deadlines) throws IOException {
        this.settings = settings;
        this.deadlines = deadlines;
        this.channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    }

    @FunctionalInterface
    private interface Waiting<T> {
        T run() throws IOException;
    }

    @Override
    public void connect(TimeLeft left) throws IOException {
        String path = ((ServerAddress.Unix) settings.address()).path();
        Duration most = left.orFail("connect");
        within(most.compareTo(settings.connectTimeout()) < 0 ? most : settings.connectTimeout(),
            () -> channel.connect(UnixDomainSocketAddress.of(path)));
    }

    @Override
    public InputStream in() {
        return new FilterInputStream(Channels.newInputStream(channel)) {
            @Override
            public int read() throws IOException {
                return within(settings.readTimeout(), () -> in.read());
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return within(settings.readTimeout(), () -> in.read(bytes, offset, length));
            }
        };
    }

    @Override
    public OutputStream out() {
        return Channels.newOutputStream(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private <T> T within(Duration limit, Waiting<T> waiting) throws IOException {
        Future<?> watchdog = deadlines.after(limit, this::abort);
        try {
            return waiting.run();
        } catch (IOException e) {
            throw timedOut ? new SocketTimeoutException("no answer in time") : e;
        } finally {
            watchdog.cancel(false);
        }
    }

    private void abort() {
        timedOut = true;
        try {
            channel.close();
        } catch (IOException e) {
            // As with any socket that does not close: the exchange has failed already.
            timedOut = true;
        }
    }
}
