// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.mime;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.HdrHistogram.Histogram;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.filter.FilterOutcome;

/** All bombs at the same time through the filter, and ordinary mail beside them. */
final class BombsTogether {
    private static final int CALM_MILLIS = 5_000;
    private static final int MOST_TRIES = 50;

    private BombsTogether() {
    }

    /** Prints {@code together}, the bombs, those without a verdict, the milliseconds, and both p99 of ordinary mail. */
    static void run(ShippedFilter filter, List<MessageSource> bombs, PrintStream out) throws Exception {
        ExecutorService senders = Executors.newCachedThreadPool();
        try {
            Histogram alone = OrdinaryMail.alone(filter, CALM_MILLIS);
            OrdinaryMail beside = OrdinaryMail.start(filter);
            long start = System.nanoTime();
            List<Future<Boolean>> answers = bombs.stream().map(bomb -> senders.submit(() -> answered(filter, bomb))).toList();
            int failed = 0;
            for (Future<Boolean> answer : answers) {
                failed += answer.get() ? 0 : 1;
            }
            long millis = (System.nanoTime() - start) / 1_000_000;
            beside.close();
            out.println("together\t" + bombs.size() + "\t" + failed + "\t" + millis + "\t" + beside.times().getValueAtPercentile(99) / 1e6
                + "\t" + alone.getValueAtPercentile(99) / 1e6);
        } finally {
            senders.shutdownNow();
        }
    }

    /** As a client that comes again at once when it is told to come later. */
    private static boolean answered(ShippedFilter filter, MessageSource message) {
        for (int i = 0; i < MOST_TRIES; i++) {
            if (filter.filter(message) instanceof FilterOutcome.Decided) {
                return true;
            }
        }
        return false;
    }
}
