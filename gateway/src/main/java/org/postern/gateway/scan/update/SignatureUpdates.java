// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.update;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs an update when an administrator asks for it, one at a time, and remembers how the last one went.
 */
public final class SignatureUpdates implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(SignatureUpdates.class);

    private final Optional<SignatureUpdate> update;
    private final Runnable afterwards;
    private final Clock clock;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "postern-signature-update");
        made.setDaemon(true);
        return made;
    });
    private State state = State.never();
    private Optional<Future<?>> running = Optional.empty();

    /**
     * Makes it.
     *
     * @param update     empty when no engine's signatures can be renewed from here
     * @param afterwards run after each update that went well
     */
    public SignatureUpdates(Optional<SignatureUpdate> update, Runnable afterwards, Clock clock) {
        this.update = update;
        this.afterwards = afterwards;
        this.clock = clock;
    }

    /** What came of asking for an update. */
    public enum Request {
        STARTED,
        RUNNING_ALREADY,
        NOTHING_TO_UPDATE
    }

    /**
     * The present or last update.
     *
     * @param running   whether one runs now
     * @param startedAt when it was started; empty when there was none since the server's start
     * @param endedAt   when it ended
     * @param succeeded whether it went well
     * @param message   what was done or what failed
     */
    public record State(boolean running, Optional<Instant> startedAt, Optional<Instant> endedAt, boolean succeeded, String message) {
        static State never() {
            return new State(false, Optional.empty(), Optional.empty(), false, "");
        }
    }

    /** Starts an update and does not wait for it. */
    public synchronized Request start() {
        if (update.isEmpty()) {
            return Request.NOTHING_TO_UPDATE;
        }
        if (state.running()) {
            return Request.RUNNING_ALREADY;
        }
        Instant start = clock.instant();
        state = new State(true, Optional.of(start), Optional.empty(), false, "");
        running = Optional.of(thread.submit(() -> run(update.get(), start)));
        return Request.STARTED;
    }

    /** How the present or last update goes or went. */
    public synchronized State state() {
        return state;
    }

    @Override
    public synchronized void close() {
        running.ifPresent(task -> task.cancel(true));
        thread.shutdownNow();
    }

    private void run(SignatureUpdate renewal, Instant start) {
        boolean succeeded = false;
        String message;
        try {
            message = renewal.run();
            afterwards.run();
            succeeded = true;
        } catch (IOException | RuntimeException e) {
            message = e.getMessage() == null ? e.toString() : e.getMessage();
            LOGGER.warn("Signatures could not be updated: {}", message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            message = "the server stopped";
        }
        ended(new State(false, Optional.of(start), Optional.of(clock.instant()), succeeded, message));
    }

    private synchronized void ended(State last) {
        state = last;
    }
}
