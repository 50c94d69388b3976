// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.mime;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

import org.HdrHistogram.Histogram;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.filter.FilterOutcome;

/** All bombs at the same time through the filter, and ordinary mail beside them. */
final class BombsTogether {
    private static final int CALM_MILLIS = 5_000;
    private static final int MOST_TRIES = 50;

    private BombsTogether() {
    }

    /** Prints {@code together}, the bombs, those without a verdict, milliseconds, both p99 of ordinary mail, and the longest answer. */
    static void run(ShippedFilter filter, List<MessageSource> bombs, PrintStream out) throws Exception {
        ExecutorService senders = Executors.newCachedThreadPool();
        try {
            Histogram alone = OrdinaryMail.alone(filter, CALM_MILLIS);
            OrdinaryMail beside = OrdinaryMail.start(filter);
            long start = System.nanoTime();
            AtomicLong longest = new AtomicLong();
            List<Future<Boolean>> answers = bombs.stream().map(bomb -> senders.submit(() -> answered(filter, bomb, longest))).toList();
            int failed = 0;
            for (Future<Boolean> answer : answers) {
                failed += answer.get() ? 0 : 1;
            }
            long millis = (System.nanoTime() - start) / 1_000_000;
            beside.close();
            out.println("together\t" + bombs.size() + "\t" + failed + "\t" + millis + "\t" + beside.times().getValueAtPercentile(99) / 1e6
                + "\t" + alone.getValueAtPercentile(99) / 1e6 + "\t" + longest.get());
        } finally {
            senders.shutdownNow();
        }
    }

    /** As a client that comes again at once when it is told to come later. */
    private static boolean answered(ShippedFilter filter, MessageSource message, AtomicLong longest) {
        for (int i = 0; i < MOST_TRIES; i++) {
            long start = System.nanoTime();
            FilterOutcome outcome = filter.filter(message);
            longest.accumulateAndGet((System.nanoTime() - start) / 1_000_000, Math::max);
            if (outcome instanceof FilterOutcome.Decided) {
                return true;
            }
        }
        return false;
    }
}
