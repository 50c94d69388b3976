// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.smtp;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import com.datastax.oss.driver.api.core.CqlSession;
import com.google.common.net.HostAndPort;
import org.HdrHistogram.ConcurrentHistogram;
import org.apache.commons.configuration2.MapConfiguration;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.benchmarks.ProcessCpu;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.greylist.Greylist;
import org.postern.gateway.greylist.GreylistStore;
import org.postern.gateway.policy.BoundedLookup;
import org.postern.gateway.policy.PolicyContext;
import org.postern.gateway.policy.PolicyPoint;
import org.postern.gateway.policy.PolicySession;
import org.postern.gateway.policy.SmtpPolicy;
import org.postern.gateway.policy.TimeLimit;
import org.postern.gateway.policy.stage.GreylistStage;
import org.postern.gateway.policy.stage.RelayStage;
import org.postern.gateway.policy.stage.SenderSyntaxStage;
import org.postern.gateway.relay.RelayPolicy;
import org.postern.server.cassandra.CassandraProcess;
import org.postern.storage.cassandra.CassandraStores;
import org.postern.storage.cassandra.session.OwnSession;
import org.postern.storage.cassandra.session.StorageSettings;

/**
 * Policy decisions at RCPT with one million triplets in a Cassandra of its own, on the same machine: eight in ten are of triplets that
 * have passed, one waits and one is new, as a busy gateway meets them. First as many as go, then at a fixed rate, where each is timed
 * from the moment it was due, so that a pause counts for all that had to wait for it. Once with a node that remembers nothing and asks
 * the database each time, as after a start, and once with one that has met every triplet before, as in the long run; how much of what it
 * decided it had from its memory is told with the rest.
 */
final class DecisionBenchmark {
    private static final int ROWS = 1_000_000;
    private static final int QUICK_ROWS = 200_000;
    /** As {@code ./run} gives it. */
    private static final int HEAP_MEGABYTES = 768;
    /** As is usual. */
    private static final String REMEMBERED = String.valueOf(PosternConfiguration.defaults().greylist().remembered());
    private static final int THREADS = 16;
    private static final int RATE = 3000;
    private static final int PARTS_OF_SPAN = 6;
    private static final int PEER_PARTS = 3;
    private static final int STEADY_RATE = 1000;
    private static final double WARM_SHARE = 0.5;
    /** As long as each part of the warm-up is faster by so much than all before it, the compilers of both processes are still at work. */
    private static final double FASTER = 1.02;
    private static final int WARM_PARTS = 18;
    /** Of what goes at most, where that is less than the rate wanted: beyond it only the length of the queue would be measured. */
    private static final double BEARABLE = 0.7;

    private final Clock clock = Clock.systemUTC();
    private final CountedMetrics metrics = new CountedMetrics();
    private final int rows;
    private final Duration span;
    private final AtomicLong fresh;

    /** @param quick with fewer triplets, and for a shorter time */
    DecisionBenchmark(boolean quick) {
        this.rows = quick ? QUICK_ROWS : ROWS;
        this.span = Duration.ofSeconds(quick ? 12 : 60);
        this.fresh = new AtomicLong(rows);
    }

    /**
     * Runs it.
     *
     * @return figures by name
     */
    Map<String, Object> run(PrintStream out) throws Exception {
        Path directory = Files.createTempDirectory("postern-greylist");
        // Not a disposable one: it would compile for a quick start, and answer before what is written stands on the disk.
        try (CassandraProcess cassandra = CassandraProcess.builder(directory).heapMegabytes(HEAP_MEGABYTES).start()) {
            PosternConfiguration configuration = configuration(cassandra, REMEMBERED);
            try (CqlSession session = OwnSession.open(configuration.storage())) {
                GreylistStore store = CassandraStores.open(session, StorageSettings.of(configuration.storage(), configuration.tracking(),
                    configuration.rules()), clock).greylist();
                Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                new GreylistRows(session).write(rows, now, out);
                GreylistRows.check(store, rows, now);
                Map<String, Object> figures = unremembered(policy(configuration(cassandra, "0"), store), cassandra.pid());
                out.println(figures);
                SmtpPolicy old = policy(configuration, store);
                figures.put("meeting_all_s", meetAll(old));
                figures.putAll(measure(old, cassandra.pid()));
                figures.putAll(new BareReads(session, rows).run(THREADS, span.dividedBy(PEER_PARTS), cassandra.pid()));
                return figures;
            }
        } finally {
            remove(directory);
        }
    }

    private static PosternConfiguration configuration(CassandraProcess cassandra, String remembered) {
        HostAndPort node = HostAndPort.fromParts(cassandra.contactPoint().getHostString(), cassandra.contactPoint().getPort());
        return PosternConfiguration.from(new MapConfiguration(Map.of("relay.domains", "here.test", "storage.mode", "own",
            "storage.contact-points", node.toString(), "storage.start-timeout", "2m", "greylist.delay", "1h",
            "greylist.remembered", remembered)));
    }

    private SmtpPolicy policy(PosternConfiguration configuration, GreylistStore store) {
        BoundedLookup lookup = new BoundedLookup(new TimeLimit(), Duration.ofSeconds(5), metrics);
        return new SmtpPolicy(configuration.policy(), List.of(new SenderSyntaxStage(configuration.envelope()),
            new RelayStage(new RelayPolicy(configuration.relay(), domain -> false), lookup),
            new GreylistStage(new Greylist(configuration.greylist(), store, clock, metrics), lookup)),
            (id, type, recipient, details) -> { }, metrics);
    }

    private Map<String, Object> unremembered(SmtpPolicy policy, long database) throws Exception {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("unremembered_warm_up_s", warmUp(policy));
        long own = ProcessCpu.millis(ProcessHandle.current().pid());
        long its = ProcessCpu.millis(database);
        long decisions = asManyAsGo(policy, span);
        figures.put("unremembered_decisions_per_s", Math.round(decisions * 1000.0 / span.toMillis()));
        figures.put("unremembered_decision_cpu_us", (ProcessCpu.millis(ProcessHandle.current().pid()) - own) * 1000 / decisions);
        figures.put("unremembered_cassandra_cpu_us", (ProcessCpu.millis(database) - its) * 1000 / decisions);
        int rate = bearable(decisions);
        ConcurrentHistogram micros = atRate(policy, rate);
        figures.put("unremembered_p50_ms", micros.getValueAtPercentile(50) / 1000.0);
        figures.put("unremembered_p99_ms", micros.getValueAtPercentile(99) / 1000.0);
        figures.put("unremembered_p99_at_per_s", rate);
        ConcurrentHistogram steady = atRate(policy, STEADY_RATE);
        figures.put("unremembered_p50_at_1000_per_s_ms", steady.getValueAtPercentile(50) / 1000.0);
        figures.put("unremembered_p99_at_1000_per_s_ms", steady.getValueAtPercentile(99) / 1000.0);
        return figures;
    }

    private Map<String, Object> measure(SmtpPolicy policy, long database) throws Exception {
        long warmSeconds = warmUp(policy);
        long remembered = metrics.of("postern.greylist.remembered");
        long own = ProcessCpu.millis(ProcessHandle.current().pid());
        long its = ProcessCpu.millis(database);
        long decisions = asManyAsGo(policy, span);
        own = ProcessCpu.millis(ProcessHandle.current().pid()) - own;
        its = ProcessCpu.millis(database) - its;
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("warm_up_s", warmSeconds);
        figures.put("remembered_share", Math.round((metrics.of("postern.greylist.remembered") - remembered) * 100.0 / decisions) / 100.0);
        figures.put("decisions_per_s", Math.round(decisions * 1000.0 / span.toMillis()));
        // Says what a machine could do that does nothing else meanwhile.
        figures.put("decision_cpu_us", own * 1000 / decisions);
        figures.put("decision_cassandra_cpu_us", its * 1000 / decisions);
        int rate = bearable(decisions);
        remembered = metrics.of("postern.greylist.remembered");
        ConcurrentHistogram micros = atRate(policy, rate);
        figures.put("remembered_share_at_rate", Math.round((metrics.of("postern.greylist.remembered") - remembered) * 100.0
            / (micros.getTotalCount() * (1 + WARM_SHARE))) / 100.0);
        figures.put("p50_ms", micros.getValueAtPercentile(50) / 1000.0);
        figures.put("p99_ms", micros.getValueAtPercentile(99) / 1000.0);
        figures.put("p99_at_per_s", rate);
        ConcurrentHistogram steady = atRate(policy, STEADY_RATE);
        figures.put("p50_at_1000_per_s_ms", steady.getValueAtPercentile(50) / 1000.0);
        figures.put("p99_at_1000_per_s_ms", steady.getValueAtPercentile(99) / 1000.0);
        figures.put("greylist_rows", rows);
        // What was let pass because the store had no answer would be no decision.
        figures.put("undecided", metrics.of("postern.greylist.store-unavailable") + metrics.of("postern.smtp.lookup-unavailable"));
        return figures;
    }

    /** One attempt of each triplet. Returns how many seconds that took. */
    private long meetAll(SmtpPolicy policy) throws Exception {
        long begin = System.nanoTime();
        AtomicLong number = new AtomicLong();
        Parallel.run(THREADS, thread -> {
            for (long triplet = number.getAndIncrement(); triplet < rows; triplet = number.getAndIncrement()) {
                attempt(policy, triplet);
            }
        });
        return Duration.ofNanos(System.nanoTime() - begin).toSeconds();
    }

    private static void attempt(SmtpPolicy policy, long triplet) {
        policy.reached(new PolicyContext(PolicyPoint.RCPT, Direction.INCOMING, Client.of(GreylistRows.client(triplet)),
            Optional.of(GreylistRows.sender(triplet)), Optional.of(GreylistRows.recipient(triplet)), "01BENCHMARK", new PolicySession()));
    }

    /** As a server that has run for long: until it gets no faster. Returns how many seconds that took. */
    private long warmUp(SmtpPolicy policy) throws Exception {
        Duration part = span.dividedBy(PARTS_OF_SPAN);
        long begin = System.nanoTime();
        long best = 0;
        int level = 0;
        for (int i = 0; i < WARM_PARTS && level < 2; i++) {
            long decisions = asManyAsGo(policy, part);
            level = decisions < best * FASTER ? level + 1 : 0;
            best = Math.max(best, decisions);
        }
        return Duration.ofNanos(System.nanoTime() - begin).toSeconds();
    }

    private int bearable(long decisionsInSpan) {
        return (int) Math.min(RATE, BEARABLE * decisionsInSpan * 1000 / span.toMillis());
    }

    private ConcurrentHistogram atRate(SmtpPolicy policy, int rate) throws Exception {
        atRate(policy, Duration.ofMillis((long) (span.toMillis() * WARM_SHARE)), rate, new ConcurrentHistogram(3));
        ConcurrentHistogram micros = new ConcurrentHistogram(3);
        atRate(policy, span, rate, micros);
        return micros;
    }

    private long asManyAsGo(SmtpPolicy policy, Duration span) throws Exception {
        long end = System.nanoTime() + span.toNanos();
        AtomicLong count = new AtomicLong();
        Parallel.run(THREADS, thread -> {
            Attempts attempts = new Attempts(policy, thread);
            while (System.nanoTime() < end) {
                attempts.next();
                count.incrementAndGet();
            }
        });
        return count.get();
    }

    private void atRate(SmtpPolicy policy, Duration span, int perSecond, ConcurrentHistogram micros) throws Exception {
        long begin = System.nanoTime();
        long total = span.toMillis() * perSecond / 1000;
        AtomicLong number = new AtomicLong();
        Parallel.run(THREADS, thread -> {
            Attempts attempts = new Attempts(policy, thread);
            for (long i = number.getAndIncrement(); i < total; i = number.getAndIncrement()) {
                long due = begin + i * 1_000_000_000L / perSecond;
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                attempts.next();
                micros.recordValue((System.nanoTime() - due) / 1000);
            }
        });
    }

    /** Recipients that one thread asks about, the same in each run but for the new ones. */
    private final class Attempts {
        private final SmtpPolicy policy;
        private long seed;

        private Attempts(SmtpPolicy policy, int thread) {
            this.policy = policy;
            this.seed = System.nanoTime() + thread * 7919L;
        }

        private void next() {
            seed = seed * 6364136223846793005L + 1442695040888963407L;
            long random = seed >>> 33;
            long triplet = random % 10 == 0 ? fresh.incrementAndGet() : random / 10 % rows;
            attempt(policy, triplet);
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
