// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.wire;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.Future;

/**
 * A connection to an engine, over TCP or a unix socket, for exchanges that each end within a limit. A time-out for reading only sees
 * silence; a server that takes bytes slowly, or answers a byte now and then, is stopped by closing the connection under it when the
 * limit is over.
 */
public final class Wire implements Closeable {
    private final WireSocket socket;
    private final WireSettings settings;
    private final Deadlines deadlines;
    private volatile boolean late;
    private Future<?> watchdog;
    private TimeLeft left;

    private Wire(WireSocket socket, WireSettings settings, Deadlines deadlines) {
        this.socket = socket;
        this.settings = settings;
        this.deadlines = deadlines;
    }

    /** Connects, and begins a first exchange: from here on it ends after the limit, whatever the server does. */
    public static Wire open(WireSettings settings, TimeLeft left, Deadlines deadlines) throws IOException {
        WireSocket socket = settings.address() instanceof ServerAddress.Unix
            ? new UnixWireSocket(settings, deadlines) : new TcpWireSocket(settings);
        Wire wire = new Wire(socket, settings, deadlines);
        try {
            socket.connect(left);
            wire.begin(left);
            return wire;
        } catch (IOException | RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    /** Begins an exchange on a connection that is open already. */
    public void begin(TimeLeft timeLeft) throws SocketTimeoutException {
        left = timeLeft;
        watchdog = deadlines.after(timeLeft.orFail("ask"), this::abort);
    }

    /** Ends an exchange; the connection stays open. False when the limit has closed it meanwhile. */
    public boolean end() {
        watchdog.cancel(false);
        return !late;
    }

    public InputStream in() throws IOException {
        return socket.in();
    }

    public OutputStream out() throws IOException {
        return socket.out();
    }

    /** The failure in words that name the limit that was hit, when one was. */
    public IOException explained(IOException e) {
        boolean silent = e instanceof SocketTimeoutException;
        if (late || silent && left.now().toMillis() <= 0) {
            return new SocketTimeoutException("no answer within the limit of " + left.limit().toMillis() + " ms");
        }
        return silent ? new SocketTimeoutException("silent for longer than " + settings.readSetting()) : e;
    }

    @Override
    public void close() throws IOException {
        if (watchdog != null) {
            watchdog.cancel(false);
        }
        socket.close();
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
}
