// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.quarantine;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.HdrHistogram.Histogram;
import org.postern.benchmarks.Benchmark;
import org.postern.benchmarks.cassandra.CassandraUnderTest;
import org.postern.benchmarks.network.UncountedMetrics;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.access.MailUser;
import org.postern.gateway.config.DigestConfiguration;
import org.postern.gateway.config.DigestKind;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.digest.DigestPreferences;
import org.postern.gateway.digest.DigestReports;
import org.postern.gateway.digest.Digests;
import org.postern.gateway.link.AccessLinks;
import org.postern.gateway.quarantine.MessageOutlet;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantineQuery;
import org.postern.gateway.usermail.UserMail;
import org.postern.storage.cassandra.CassandraStores;

import com.datastax.oss.driver.api.core.CqlSession;

/**
 * A quarantine in a Cassandra node of its own: how fast mail goes in, how long lists and releases take when it is full, what it takes on
 * disk, whether every decision counts once, and how long the daily reports to everybody take.
 */
public final class QuarantineBenchmark implements Benchmark {
    private static final int THREADS = 128;
    private static final int RACES = 200;
    private static final int LEAST = 1_000;
    private static final int FEW = 5_000;
    private static final int ALL = 1_000_000;
    private static final int LEAST_USERS = 500;
    private static final int ITEMS_OF_A_USER = 100;
    private static final int MOST_TRIES = 10;
    private static final int TOLD_EACH = 50_000;
    private static final Duration SPREAD = Duration.ofHours(23);

    private final Optional<Long> items;

    /**
     * Fills the quarantine with some items.
     *
     * @param items how many, instead of a million; there is a user to each hundred, and 500 at least
     */
    public QuarantineBenchmark(Optional<Long> items) {
        this.items = items;
    }

    @Override
    public String name() {
        return "quarantine";
    }

    @Override
    public String description() {
        return "a full quarantine: storing, lists, releases, size on disk, races, daily reports";
    }

    @Override
    public Map<String, Object> run(boolean quick, PrintStream out) throws Exception {
        Path work = Files.createTempDirectory("postern-quarantine");
        int wanted = items.map(Math::toIntExact).orElse(quick ? FEW : ALL);
        int users = Math.max(LEAST_USERS, wanted / ITEMS_OF_A_USER);
        if (wanted < LEAST) {
            throw new IllegalArgumentException("a quarantine of less than " + LEAST + " items tells nothing");
        }
        int looks = wanted < ALL / 10 ? 200 : 1000;
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("benchmark", "quarantine");
        figures.put("quick", quick);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            try (CassandraUnderTest cassandra = CassandraUnderTest.start(work.resolve("cassandra"));
                 CqlSession session = cassandra.session("quarantine")) {
                CassandraStores stores = CassandraUnderTest.stores(session);
                GeneratedItems mail = new GeneratedItems(users, Instant.now().minus(SPREAD).truncatedTo(ChronoUnit.MILLIS), SPREAD);
                List<QuarantineItem> sample = fill(stores, mail, wanted, looks + RACES, threads, cassandra.pid(), figures,
                    out);
                lists(stores, mail, looks, figures, out);
                digest(stores, users, figures, out);
                ItemRaces races = new ItemRaces(stores, CassandraUnderTest.stores(session), threads);
                release(races, sample.subList(0, looks), figures, out);
                figures.put("race_violations", races.violations(sample.subList(looks, looks + RACES), out));
            }
            long bytes = size(work.resolve("cassandra"));
            double ratio = bytes / ((double) wanted * GeneratedItems.MESSAGE_BYTES);
            out.printf("on disk: %.0f bytes an item, %.2f of the raw size%n", bytes / (double) wanted, ratio);
            figures.put("stored_to_raw_ratio", Math.round(ratio * 1000) / 1000.0);
        } finally {
            threads.shutdownNow();
            delete(work);
        }
        return figures;
    }

    /** Stores the mail of a day and returns some of it. */
    private static List<QuarantineItem> fill(CassandraStores stores, GeneratedItems mail, int items, int samples,
                                             ExecutorService threads, long cassandra, Map<String, Object> figures, PrintStream out)
        throws Exception {
        List<QuarantineItem> sample = new ArrayList<>();
        AtomicLong next = new AtomicLong();
        AtomicLong again = new AtomicLong();
        double ownCpu = cpuMillis(ProcessHandle.current().pid());
        double cassandraCpu = cpuMillis(cassandra);
        long start = System.nanoTime();
        List<Callable<Void>> writers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            writers.add(() -> {
                for (long number = next.getAndIncrement(); number < items; number = next.getAndIncrement()) {
                    QuarantineItem item = mail.item(number, (double) number / items);
                    again.addAndGet(store(stores, mail.message(number), item));
                    if (number > 0 && number % TOLD_EACH == 0) {
                        out.printf("%d of %d items stored after %.0f s%n", number, items, (System.nanoTime() - start) / 1e9);
                    }
                    if (number % (items / (samples + 1)) == 0) {
                        synchronized (sample) {
                            sample.add(item);
                        }
                    }
                }
                return null;
            });
        }
        all(threads, writers);
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf("%d items stored in %.0f s, %.0f a second; %d tried again because the database was too slow%n", items, seconds,
            items / seconds, again.get());
        out.printf("CPU an item: %.2f ms of this process, %.2f ms of Cassandra%n",
            (cpuMillis(ProcessHandle.current().pid()) - ownCpu) / items, (cpuMillis(cassandra) - cassandraCpu) / items);
        figures.put("items", items);
        figures.put("inserts_per_s", Math.round(items / seconds));
        return sample;
    }

    private static double cpuMillis(long process) {
        return ProcessHandle.of(process).flatMap(each -> each.info().totalCpuDuration()).map(Duration::toMillis).orElse(0L);
    }

    /** Stores one as the queue of mail would, which tries again; how often that was needed. */
    private static int store(CassandraStores stores, MessageSource message, QuarantineItem item) {
        for (int again = 0;; again++) {
            try {
                stores.quarantine().store(message, List.of(item));
                return again;
            } catch (StorageUnavailableException e) {
                if (again == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Pages of single recipients and of everybody, in turn. */
    private static void lists(CassandraStores stores, GeneratedItems mail, int looks, Map<String, Object> figures, PrintStream out) {
        Histogram own = new Histogram(3);
        Histogram everybodys = new Histogram(3);
        Random random = new Random(7);
        for (int i = -looks / 5; i < looks; i++) {
            boolean one = i % 2 == 0;
            Instant to = Instant.now().minus(Duration.ofMinutes(one ? 0 : random.nextInt(600)));
            Optional<String> recipient = one ? Optional.of(mail.recipient(random.nextInt(mail.users()))) : Optional.empty();
            QuarantineQuery query = new QuarantineQuery(to.minus(Duration.ofDays(7)), to, recipient, Optional.empty(), Optional.empty(),
                50);
            long start = System.nanoTime();
            if (stores.quarantine().list(query).items().isEmpty()) {
                throw new IllegalStateException("a list that has items is empty");
            }
            if (i >= 0) {
                (one ? own : everybodys).recordValue((System.nanoTime() - start) / 1000);
            }
        }
        double p99 = Math.max(own.getValueAtPercentile(99), everybodys.getValueAtPercentile(99)) / 1000.0;
        out.printf("a page of 50: p50 %.1f, p99 %.1f ms for one recipient; p50 %.1f, p99 %.1f ms for everybody%n",
            own.getValueAtPercentile(50) / 1000.0, own.getValueAtPercentile(99) / 1000.0, everybodys.getValueAtPercentile(50) / 1000.0,
            everybodys.getValueAtPercentile(99) / 1000.0);
        figures.put("list_p99_ms", p99);
    }

    private static void release(ItemRaces races, List<QuarantineItem> items, Map<String, Object> figures, PrintStream out) {
        Histogram times = new Histogram(3);
        for (QuarantineItem item : items) {
            long start = System.nanoTime();
            races.release(item);
            times.recordValue((System.nanoTime() - start) / 1000);
        }
        out.printf("a release: p50 %.1f, p99 %.1f ms%n", times.getValueAtPercentile(50) / 1000.0, times.getValueAtPercentile(99) / 1000.0);
        figures.put("release_p99_ms", times.getValueAtPercentile(99) / 1000.0);
    }

    /** The reports that are due at this minute, one to each user, into an outlet that counts them. */
    private static void digest(CassandraStores stores, int users, Map<String, Object> figures, PrintStream out) {
        PosternConfiguration defaults = PosternConfiguration.defaults();
        Clock clock = Clock.systemUTC();
        LocalTime time = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        DigestConfiguration configuration = new DigestConfiguration(DigestKind.VERBOSE, time, ZoneId.of("UTC"), 24, 100);
        DigestPreferences preferences = new DigestPreferences(stores.digests(), configuration, "en");
        DigestReports reports = new DigestReports(stores.quarantine(), new AccessLinks(stores.links(), Duration.ofHours(36), clock),
            preferences, defaults.quarantine(), defaults.links(), configuration.rows());
        AtomicLong bytes = new AtomicLong();
        MessageOutlet outlet = (id, sender, recipient, message) -> bytes.addAndGet(message.size());
        try (Digests digests = new Digests(stores.quarantine(), stores.digests(), preferences, reports, stores.digestRuns(), MailUser::of,
            address -> true, outlet, new UserMail("postmaster@example.org", "gw.example.org"), clock, new Random(),
            new UncountedMetrics())) {
            long start = System.nanoTime();
            int sent = digests.sendDue();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (sent != users) {
                throw new IllegalStateException(sent + " reports instead of " + users);
            }
            out.printf("%d daily reports in %.1f s, %d KB each%n", sent, seconds, bytes.get() / sent / 1024);
            figures.put("digest_seconds", Math.round(seconds * 10) / 10.0);
        }
    }

    static void all(ExecutorService threads, List<Callable<Void>> work) throws Exception {
        for (Future<Void> one : threads.invokeAll(work)) {
            one.get();
        }
    }

    /** Bytes of all tables of the quarantine, after Cassandra has written everything and stopped. */
    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            long sum = 0;
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)
                .filter(each -> each.toString().contains("/postern_quarantine_"))::iterator) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }
}
