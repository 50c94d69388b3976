// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.wire;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Connections that wait for their next use. The one used last is taken first, so that the rest can go when less is to be done.
 *
 * @param <S> a connection in a state in which a new exchange can begin
 */
public final class SessionPool<S extends Closeable> implements Closeable {
    private final int most;
    private final Duration idle;
    private final Deadlines deadlines;
    private final Deque<Waiting<S>> waiting = new ArrayDeque<>();
    private boolean closed;

    /**
     * Makes an empty pool.
     *
     * @param most most connections that wait; 0 keeps none
     * @param idle time after which a connection that waits is closed
     */
    public SessionPool(int most, Duration idle, Deadlines deadlines) {
        this.most = most;
        this.idle = idle;
        this.deadlines = deadlines;
    }

    private record Waiting<S>(S session, long since) {
    }

    /** A connection that waits, which from now on is the caller's. */
    public Optional<S> take() {
        closeIdle();
        synchronized (this) {
            return Optional.ofNullable(waiting.pollFirst()).map(Waiting::session);
        }
    }

    /** Takes a connection back; it is closed when there are enough. */
    public void give(S session) {
        synchronized (this) {
            if (!closed && waiting.size() < most) {
                waiting.addFirst(new Waiting<>(session, System.nanoTime()));
                deadlines.after(idle.plusMillis(1), this::closeIdle);
                return;
            }
        }
        end(session);
    }

    /** Closes every connection that waits. */
    public synchronized void clear() {
        waiting.forEach(each -> end(each.session()));
        waiting.clear();
    }

    @Override
    public synchronized void close() {
        closed = true;
        clear();
    }

    private synchronized void closeIdle() {
        long now = System.nanoTime();
        while (!waiting.isEmpty() && now - waiting.peekLast().since() >= idle.toNanos()) {
            end(waiting.pollLast().session());
        }
    }

    private static void end(Closeable session) {
        try {
            session.close();
        } catch (IOException e) {
            // It was to end anyway, and nobody waits for anything from it.
            return;
        }
    }
}
