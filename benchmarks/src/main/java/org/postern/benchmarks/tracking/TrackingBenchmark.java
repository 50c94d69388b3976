// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.tracking;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.HdrHistogram.Histogram;
import org.postern.benchmarks.Benchmark;
import org.postern.benchmarks.ProcessCpu;
import org.postern.benchmarks.cassandra.CassandraUnderTest;
import org.postern.benchmarks.gateway.MailPathCpu;
import org.postern.benchmarks.network.UncountedMetrics;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.statistics.Dimension;
import org.postern.gateway.statistics.Measure;
import org.postern.gateway.statistics.Rollup;
import org.postern.gateway.statistics.Tier;
import org.postern.gateway.tracking.BufferedTracker;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.search.MessageQuery;
import org.postern.gateway.tracking.search.MessageSearch;
import org.postern.server.opensearch.OpenSearchProcess;
import org.postern.storage.cassandra.CassandraStores;

import com.datastax.oss.driver.api.core.CqlSession;

/**
 * A year of events in a Cassandra node of its own, found by recipient and by message-id with it alone and by words with an OpenSearch node
 * of its own beside it, counted and compared with a naive recount; and what events cost on the way of a message.
 */
public final class TrackingBenchmark implements Benchmark {
    private static final long SEED = 20260301;
    private static final int FIRST_PORT = 28300;
    private static final int RECOUNTED = 100_000;
    private static final int BATCH = 1000;
    private static final int NODES = 4;
    private static final int TRIES = 10;
    private static final long ALL = 10_000_000;
    private static final long FEW = 300_000;
    private static final int HEAP = 1024;

    private final Optional<Long> events;

    /**
     * The measurement.
     *
     * @param events how many, instead of ten million
     */
    public TrackingBenchmark(Optional<Long> events) {
        this.events = events;
    }

    @Override
    public String name() {
        return "tracking";
    }

    @Override
    public String description() {
        return "a year of events: search by recipient, message-id and words, statistics against a recount, cost on the mail path";
    }

    @Override
    public Map<String, Object> run(boolean quick, PrintStream out) throws Exception {
        Path work = Files.createTempDirectory("postern-tracking");
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("benchmark", "tracking");
        figures.put("quick", quick);
        try {
            double mailMillis = MailPathCpu.millis(work.resolve("server"), FIRST_PORT, quick ? 400 : 1500, quick ? 600 : 2000);
            out.printf("a message on its whole way: %.2f ms of CPU%n", mailMillis);
            try (CassandraUnderTest cassandra = CassandraUnderTest.start(work.resolve("cassandra"));
                 CqlSession session = cassandra.session("tracking");
                 CqlSession recounted = cassandra.session("recount")) {
                CassandraStores stores = CassandraUnderTest.stores(session);
                long wanted = events.orElse(quick ? FEW : ALL);
                Instant end = Instant.now();
                int questions = quick ? 300 : 1000;
                fill(stores, wanted, end, figures, out);
                search(stores, questions, figures, out);
                figures.put("cassandra_mb", megabytes(work.resolve("cassandra")));
                Path index = Files.createDirectory(work.resolve("opensearch"));
                try (OpenSearchProcess opensearch = OpenSearchProcess.start(index, HEAP, false)) {
                    new TextSearch(stores.events(), opensearch.address(), SEED).run(wanted, end, questions, figures, out);
                    figures.put("opensearch_mb", megabytes(index));
                }
                cost(stores, cassandra, mailMillis, quick ? 3000 : 10_000, figures, out);
                figures.put("recount_differences", recount(CassandraUnderTest.stores(recounted), out));
            }
        } finally {
            delete(work);
        }
        return figures;
    }

    private static long megabytes(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum() / (1024 * 1024);
        }
    }

    /** Writes mail of a year in order of time, in the batches that the tracker writes, several of them under way as with several nodes. */
    private static void fill(CassandraStores stores, long wanted, Instant end, Map<String, Object> figures, PrintStream out) {
        try (BulkRun run = new BulkRun("events written", wanted, NODES, out)) {
            AtomicLong again = new AtomicLong();
            List<Event> batch = new ArrayList<>();
            new GeneratedMail(SEED).year(wanted, end, message -> {
                batch.addAll(message);
                if (batch.size() >= BATCH) {
                    List<Event> full = List.copyOf(batch);
                    run.submit(full.size(), () -> append(stores, full, again));
                    batch.clear();
                }
            });
            run.submit(batch.size(), () -> append(stores, batch, again));
            figures.put("events_per_s", Math.round(run.finish()));
            figures.put("events", run.done());
            if (again.get() > 0) {
                out.printf("%d batches had to be written again%n", again.get());
            }
        }
    }

    /** Tries again, as the tracker does, when the database has not answered in time. */
    private static void append(CassandraStores stores, List<Event> batch, AtomicLong again) {
        for (int i = 0;; i++) {
            try {
                stores.events().append(batch);
                return;
            } catch (StorageUnavailableException e) {
                if (i == TRIES) {
                    throw e;
                }
                again.incrementAndGet();
            }
        }
    }

    private static void search(CassandraStores stores, int questions, Map<String, Object> figures, PrintStream out) {
        MessageSearch search = new MessageSearch(stores.events());
        GeneratedMail other = new GeneratedMail(SEED + 1);
        List<String> messageIds = new ArrayList<>();
        Instant to = Instant.now();
        Instant from = to.minus(Duration.ofDays(365));
        Histogram byRecipient = new Histogram(3);
        long rows = 0;
        for (int i = -questions / 5; i < questions; i++) {
            MessageQuery query = query(from, to, Optional.of(GeneratedMail.recipient(other.someone())), Optional.empty());
            long start = System.nanoTime();
            var page = search.find(query);
            if (i >= 0) {
                byRecipient.recordValue((System.nanoTime() - start) / 1000);
                rows += page.rows().size();
            }
            page.rows().forEach(row -> row.message().headerId().ifPresent(messageIds::add));
        }
        Histogram byMessageId = new Histogram(3);
        for (int i = -questions / 5; i < questions; i++) {
            MessageQuery query = query(from, to, Optional.empty(), Optional.of(messageIds.get(Math.floorMod(i * 7919, messageIds.size()))));
            long start = System.nanoTime();
            if (search.find(query).rows().isEmpty()) {
                throw new IllegalStateException("a message that is there was not found");
            }
            if (i >= 0) {
                byMessageId.recordValue((System.nanoTime() - start) / 1000);
            }
        }
        out.printf("%-22s %8s %8s%n", "search of a year", "p50 ms", "p95 ms");
        out.printf("%-22s %8.1f %8.1f   %.1f rows a page of 50%n", "by recipient", byRecipient.getValueAtPercentile(50) / 1000.0,
            byRecipient.getValueAtPercentile(95) / 1000.0, rows / (double) questions);
        out.printf("%-22s %8.1f %8.1f%n", "by message-id", byMessageId.getValueAtPercentile(50) / 1000.0,
            byMessageId.getValueAtPercentile(95) / 1000.0);
        figures.put("recipient_p95_ms", byRecipient.getValueAtPercentile(95) / 1000.0);
        figures.put("message_id_p95_ms", byMessageId.getValueAtPercentile(95) / 1000.0);
    }

    private static MessageQuery query(Instant from, Instant to, Optional<String> recipient, Optional<String> messageId) {
        return new MessageQuery(from, to, recipient, Optional.empty(), Optional.empty(), messageId, Optional.empty(), Set.of(),
            Optional.empty(), Optional.empty(), Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalLong.empty(),
            OptionalLong.empty(), true, true, 50, Optional.empty());
    }

    /** CPU of recording on the thread that handles the mail, and of everything events cause, beside that of the whole way. */
    private static void cost(CassandraStores stores, CassandraUnderTest cassandra, double mailMillis, int messages,
                             Map<String, Object> figures, PrintStream out) throws IOException {
        double onPath = 0;
        double everything = 0;
        // the first round warms up
        for (int round = 0; round < 2; round++) {
            GeneratedMail mail = new GeneratedMail(SEED + 2 + round);
            List<List<Event>> all = new ArrayList<>();
            Instant now = Instant.now();
            for (int i = 0; i < messages; i++) {
                all.add(mail.message(now));
            }
            long cpu = ProcessCpu.millis(ProcessHandle.current().pid()) + ProcessCpu.millis(cassandra.pid());
            long own;
            try (BufferedTracker tracker = new BufferedTracker(stores.events(), Clock.systemUTC(), "n", 1_000_000,
                new UncountedMetrics())) {
                long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                all.forEach(events -> events.forEach(event -> tracker.record(event.messageId(), event.type(), event.recipient(),
                    event.details())));
                own = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
                while (tracker.pending() > 0) {
                    Thread.onSpinWait();
                    java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
                }
            }
            everything = (ProcessCpu.millis(ProcessHandle.current().pid()) + ProcessCpu.millis(cassandra.pid()) - cpu) / (double) messages;
            onPath = own / 1e6 / messages;
        }
        out.printf("events of a message: %.4f ms of CPU where the mail is handled, %.2f ms in all with the database%n", onPath, everything);
        figures.put("mail_path_overhead_percent", round(100 * onPath / mailMillis));
        figures.put("event_cpu_ms_per_message", round(everything));
        figures.put("mail_cpu_ms_per_message", round(mailMillis));
    }

    private static long recount(CassandraStores stores, PrintStream out) {
        GeneratedMail mail = new GeneratedMail(SEED + 9);
        NaiveRecount naive = new NaiveRecount();
        Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(10, ChronoUnit.MINUTES);
        long span = Duration.ofHours(20).toMillis();
        List<Event> batch = new ArrayList<>();
        for (int written = 0; written < RECOUNTED;) {
            List<Event> message = mail.message(end.minusMillis(span - span * written / RECOUNTED));
            written += message.size();
            message.forEach(naive::add);
            batch.addAll(message);
            if (batch.size() >= BATCH || written >= RECOUNTED) {
                stores.events().append(batch);
                batch = new ArrayList<>();
            }
        }
        Rollup rollup = new Rollup(stores.events(), stores.statistics(), 3.0, Clock.systemUTC());
        long start = System.nanoTime();
        rollup.countNew();
        out.printf("%d events counted in %.1f s%n", RECOUNTED, (System.nanoTime() - start) / 1e9);
        // a repetition must change nothing
        rollup.count(Tier.HOUR.start(end.minus(2, ChronoUnit.HOURS)), end);
        Rollup later = new Rollup(stores.events(), stores.statistics(), 3.0, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1)));
        later.sumUp(Tier.DAY);
        later.sumUp(Tier.MONTH);
        long differences = 0;
        for (Tier tier : Tier.values()) {
            Map<String, Long> counted = new TreeMap<>();
            for (Dimension dimension : List.of(Dimension.TOTAL, Dimension.RECEIVER, Dimension.REMOTE_SENDER, Dimension.SCORE,
                Dimension.REJECT, Dimension.RULE)) {
                stores.statistics().read(tier, dimension, end.minus(Duration.ofDays(32)), end.plus(Duration.ofDays(1))).values()
                    .forEach(keys ->
                    keys.forEach((key, measures) -> measures.forEach((measure, amount) -> {
                        if (dimension == Dimension.TOTAL || measure == Measure.COUNT) {
                            counted.merge(dimension + " " + key + " " + measure, amount, Long::sum);
                        }
                    })));
            }
            Map<String, Long> expected = naive.numbers();
            long here = Stream.concat(expected.keySet().stream(), counted.keySet().stream()).distinct()
                .filter(name -> !expected.getOrDefault(name, 0L).equals(counted.getOrDefault(name, 0L)))
                .peek(name -> out.printf("%s: %s is %d, not %d%n", tier, name, counted.get(name), expected.get(name)))
                .count();
            out.printf("%-6s %d numbers, %d of them differ from the recount%n", tier, counted.size(), here);
            differences += here;
        }
        return differences;
    }

    private static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }
}
