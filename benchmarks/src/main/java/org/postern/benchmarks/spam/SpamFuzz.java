// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.spam;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.postern.benchmarks.Benchmark;

/**
 * Judges mutated messages with the whole engine, texts, tests and rules: no exception may escape or be hidden behind a rule that failed,
 * and no message may take long. Postern's own rules see every message, and SpamAssassin's, which take many times as long, every tenth.
 */
public final class SpamFuzz implements Benchmark {
    private static final Path SAMPLES = Path.of("james-conf", "samples");
    private static final Path OWN_RULES = Path.of("james-conf", "single", "spam");
    private static final List<Path> STOCK_RULES = List.of(Path.of("/usr/share/spamassassin"),
        Path.of("benchmarks", "cache", "spamassassin"));
    private static final long QUICK = 5_000;
    private static final long FULL = 1_000_000;
    private static final int STOCK_EVERY = 10;
    private static final double BOUND_MILLIS = 2000;
    private static final int SEEDS = 300;
    private static final int MOST_SHOWN = 20;
    private static final long SECOND = 1_000_000_000L;
    private static final int MINUTE = 60;

    private final Optional<Path> folder;
    private final long from;
    private final Optional<Integer> minutes;

    /**
     * Mutates the samples and the messages of a folder that holds ham/ and spam/, or those of the public corpus.
     *
     * @param from    number of the first mutation, so that a run can go on where another ended
     * @param minutes after which it ends, if it has not before
     */
    public SpamFuzz(Optional<Path> folder, long from, Optional<Integer> minutes) {
        this.folder = folder;
        this.from = from;
        this.minutes = minutes;
    }

    @Override
    public String name() {
        return "spam-fuzz";
    }

    @Override
    public String description() {
        return "a million mutated messages through the spam engine: nothing fails, none takes long; --minutes N, --from NUMBER";
    }

    @Override
    public Map<String, Object> run(boolean quick, PrintStream out) throws Exception {
        List<Path> files = new ArrayList<>(MutatedMail.below(SAMPLES));
        SpamCorpus.of(folder).sample(SEEDS, 0).forEach(message -> files.add(message.file()));
        MutatedMail mail = MutatedMail.of(files);
        OwnEngine own = OwnEngine.withAllTests(OWN_RULES);
        Optional<Path> stockRules = STOCK_RULES.stream().filter(Files::isDirectory).findFirst();
        Optional<OwnEngine> stock = stockRules.isPresent() ? Optional.of(OwnEngine.withAllTests(stockRules.get())) : Optional.empty();
        out.printf("%d seeds, %d rules of our own on every message, %d stock rules on every %dth, from mutation %d%n", mail.seeds(),
            own.size(), stock.map(OwnEngine::size).orElse(0), STOCK_EVERY, from);
        Watch watch = new Watch(out);
        long end = minutes.map(given -> System.nanoTime() + given * MINUTE * SECOND).orElse(Long.MAX_VALUE);
        long last = from + (quick ? QUICK : FULL);
        AtomicLong next = new AtomicLong(from);
        AtomicLong withStock = new AtomicLong();
        Runnable work = () -> {
            for (long number = next.getAndIncrement(); number < last && System.nanoTime() < end; number = next.getAndIncrement()) {
                byte[] message = mail.get(number);
                watch.judge(own, message, number);
                if (stock.isPresent() && number % STOCK_EVERY == 0) {
                    watch.judge(stock.get(), message, number);
                    withStock.incrementAndGet();
                }
                watch.done();
            }
        };
        List<Thread> threads = IntStream.range(0, Runtime.getRuntime().availableProcessors())
            .mapToObj(i -> new Thread(work, "fuzz-" + i)).toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join(Duration.ofMinutes(1).toMillis());
            while (thread.isAlive()) {
                out.printf("%d of %d, %d faults, %d over the bound, slowest %.0f ms%n", watch.done, last - from, watch.faults,
                    watch.late, watch.slowest);
                thread.join(Duration.ofMinutes(1).toMillis());
            }
        }
        out.printf("%d mutated messages (%d with stock rules too), %d faults, %d over %.0f ms of CPU, slowest %.1f ms (mutation %d); "
            + "next is --from %d%n", watch.done, withStock.get(), watch.faults, watch.late, BOUND_MILLIS, watch.slowest,
            watch.slowestNumber, from + watch.done);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("messages", watch.done);
        figures.put("messages_with_stock_rules", withStock.get());
        figures.put("exceptions", watch.faults);
        figures.put("over_bound", watch.late);
        figures.put("budget_spent", watch.spent);
        figures.put("slowest_ms", Math.round(watch.slowest * 10) / 10.0);
        return figures;
    }

    /** Counts what must not be. The CPU time of the thread is watched, since the machine may do other work. */
    private static final class Watch {
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private final PrintStream out;
        private volatile long done;
        private volatile long faults;
        private volatile long late;
        private volatile long spent;
        private volatile double slowest;
        private volatile long slowestNumber;

        Watch(PrintStream out) {
            this.out = out;
        }

        void judge(OwnEngine engine, byte[] message, long number) {
            long start = threads.getCurrentThreadCpuTime();
            Optional<Judged> judged = Optional.empty();
            try {
                judged = Optional.of(engine.judge(message));
            } catch (RuntimeException | Error e) {
                fault(number, e.toString());
            }
            note(judged, number, (threads.getCurrentThreadCpuTime() - start) / 1e6);
        }

        private synchronized void note(Optional<Judged> judged, long number, double millis) {
            judged.ifPresent(one -> {
                spent += one.unknown();
                one.failures().forEach(failure -> fault(number, failure));
            });
            if (millis > slowest) {
                slowest = millis;
                slowestNumber = number;
            }
            if (millis > BOUND_MILLIS) {
                late++;
                out.printf("mutation %d: %.0f ms%n", number, millis);
            }
        }

        synchronized void done() {
            done++;
        }

        private synchronized void fault(long number, String what) {
            if (faults++ < MOST_SHOWN) {
                out.printf("mutation %d: %s%n", number, what);
            }
        }
    }
}
