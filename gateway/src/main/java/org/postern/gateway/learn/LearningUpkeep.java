// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what was learned when the server starts, follows what other nodes learn, and has old lessons forgotten. */
public final class LearningUpkeep implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(LearningUpkeep.class);
    private static final long FOLLOW_SECONDS = 2;
    private static final int FORGET_EVERY = 1800;

    private final Learning learning;
    private final boolean enabled;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "postern-learning");
        thread.setDaemon(true);
        return thread;
    });
    private boolean loaded;
    private boolean failing;
    private int turn;

    public LearningUpkeep(Learning learning, boolean enabled) {
        this.learning = learning;
        this.enabled = enabled;
    }

    /** Begins; once is enough. */
    public void begin() {
        if (enabled && begun.compareAndSet(false, true)) {
            timer.scheduleWithFixedDelay(this::run, 0, FOLLOW_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void run() {
        try {
            if (loaded) {
                learning.follow();
            } else {
                learning.load();
                loaded = true;
                LOGGER.info("What was learned has been read: {}", learning.model().map(model -> model.trained().toString()).orElse(""));
            }
            failing = false;
            if (++turn % FORGET_EVERY == 0) {
                int forgotten = learning.forgetOld();
                if (forgotten > 0) {
                    LOGGER.info("{} old lessons were forgotten", forgotten);
                }
            }
        } catch (RuntimeException e) {
            if (!failing) {
                LOGGER.warn("What was learned elsewhere cannot be read now; mail is judged by what is known here", e);
            }
            failing = true;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
