// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Lets several threads do the same at once, as many sessions of the SMTP server do. */
final class Parallel {
    private Parallel() {
    }

    /** What one of several threads does. */
    @FunctionalInterface
    interface Work {
        void run(int thread);
    }

    /** Waits until all have ended; throws what one of them failed with. */
    static void run(int threads, Work work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                running.add(pool.submit(() -> work.run(thread)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
