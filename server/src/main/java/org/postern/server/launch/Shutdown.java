// SPDX-License-Identifier: Apache-2.0
package org.postern.server.launch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

import org.slf4j.LoggerFactory;

/**
 * Stops the parts in the reverse of the order they were added, once, whoever asks first: the end of the program, a signal, or a
 * failed start.
 */
final class Shutdown {
    private final Deque<Part> parts = new ArrayDeque<>();
    private final CountDownLatch asked = new CountDownLatch(1);

    void add(String name, AutoCloseable part) {
        synchronized (this) {
            parts.push(new Part(name, part));
        }
        if (asked.getCount() == 0) {
            // the signal came while this part was starting
            run();
        }
    }

    /** Waits until somebody asks to stop. */
    int await() throws InterruptedException {
        asked.await();
        return 0;
    }

    synchronized void run() {
        asked.countDown();
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            try {
                part.closeable().close();
            } catch (Exception failed) {
                LoggerFactory.getLogger(Shutdown.class).error("{} did not stop cleanly", part.name(), failed);
            }
        }
    }

    private record Part(String name, AutoCloseable closeable) {
    }
}
