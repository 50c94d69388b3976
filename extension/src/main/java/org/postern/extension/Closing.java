// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.util.ArrayDeque;
import java.util.Deque;

import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what Postern opened when the server stops, the last first, so that the timeline is flushed before its store goes. The server
 * calls only singletons it made itself; this one stands for all.
 */
@Singleton
public class Closing {
    private static final Logger LOGGER = LoggerFactory.getLogger(Closing.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    @Inject
    public Closing() {
    }

    /** Remembers something to close; returns it. */
    public synchronized <T extends AutoCloseable> T atStop(T closeable) {
        open.push(closeable);
        return closeable;
    }

    @PreDestroy
    public synchronized void close() {
        while (!open.isEmpty()) {
            AutoCloseable next = open.pop();
            try {
                next.close();
            } catch (Exception e) {
                LOGGER.error("{} did not close", next.getClass().getName(), e);
            }
        }
    }
}
