// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import org.postern.benchmarks.fuzz.FuzzBenchmark;
import org.postern.benchmarks.gateway.GatewayBenchmark;
import org.postern.benchmarks.mime.MimeBenchmark;
import org.postern.benchmarks.network.NetworkBenchmark;
import org.postern.benchmarks.quarantine.QuarantineBenchmark;
import org.postern.benchmarks.rules.RulesBenchmark;
import org.postern.benchmarks.smtp.SmtpBenchmark;
import org.postern.benchmarks.spam.SpamBenchmark;
import org.postern.benchmarks.spam.SpamFuzz;
import org.postern.benchmarks.spam.SpamHalves;
import org.postern.benchmarks.tracking.TrackingBenchmark;
import org.postern.benchmarks.virus.VirusBenchmark;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Entry of {@code ./bench}: finds the benchmark by name, runs it, and ends with one line of JSON.
 */
public final class Bench {
    private static final int USAGE_ERROR = 2;
    private static final int FUZZ_MINUTES = 2;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration STOP_POLL = Duration.ofMillis(50);

    private Bench() {
    }

    public static void main(String[] args) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(Bench::endChildren, "end-children"));
        System.exit(run(args, new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, "UTF-8")));
    }

    static int run(String[] args, PrintStream out) throws Exception {
        List<String> words = new ArrayList<>(Arrays.asList(args));
        boolean quick = words.remove("--quick");
        boolean decisionsOnly = words.contains("smtp") && words.remove("--decisions");
        Optional<Path> corpus = corpus(words);
        Optional<Integer> minutes = number(words, "--minutes", Set.of("fuzz", "spam-fuzz")).map(Long::intValue);
        long from = number(words, "--from", Set.of("spam-fuzz")).orElse(0L);
        Optional<Long> events = number(words, "--events", Set.of("tracking"));
        Optional<Long> items = number(words, "--items", Set.of("quarantine"));
        List<Benchmark> benchmarks = List.of(new FuzzBenchmark(minutes.orElse(FUZZ_MINUTES)), new GatewayBenchmark(), new MimeBenchmark(),
            new NetworkBenchmark(), new SpamBenchmark(corpus), new SpamHalves(corpus), new SpamFuzz(corpus, from, minutes),
            new VirusBenchmark(), new RulesBenchmark(), new SmtpBenchmark(decisionsOnly), new TrackingBenchmark(events),
            new QuarantineBenchmark(items));
        if (words.equals(List.of("--list"))) {
            benchmarks.forEach(each -> out.printf("%-12s %s%n", each.name(), each.description()));
            return 0;
        }
        if (words.isEmpty() || words.equals(List.of("--help")) || words.equals(List.of("-h"))) {
            out.println("Usage: ./bench NAME [--quick] [--corpus DIR]   measures one thing; the last line is a JSON object");
            out.println("       ./bench fuzz --minutes N                fuzzes the readers for that long");
            out.println("       ./bench spam-fuzz --minutes N --from M  fuzzes the spam engine for that long, beginning with mutation M");
            out.println("       ./bench tracking --events N             searches among N events instead of ten million");
            out.println("       ./bench quarantine --items N            fills the quarantine with N items instead of a million");
            out.println("       ./bench smtp --decisions                counts policy decisions alone, without the flood");
            out.println("       ./bench --list                          names and what they measure");
            return words.isEmpty() ? USAGE_ERROR : 0;
        }
        for (Benchmark each : benchmarks) {
            if (words.equals(List.of(each.name()))) {
                Map<String, Object> figures = each.run(quick, out);
                out.println(new ObjectMapper().writeValueAsString(figures));
                return 0;
            }
        }
        out.println("unknown benchmark or option: " + String.join(" ", words) + "; see ./bench --list");
        return USAGE_ERROR;
    }

    /** Whoever ends a measurement before its time must not be left with the servers that it started. */
    private static void endChildren() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
        long end = System.nanoTime() + STOP_LIMIT.toNanos();
        while (ProcessHandle.current().descendants().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < end) {
            LockSupport.parkNanos(STOP_POLL.toNanos());
        }
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    /** Takes {@code --corpus DIR} out of the words. */
    private static Optional<Path> corpus(List<String> words) {
        int option = words.indexOf("--corpus");
        if (option < 0 || option + 1 >= words.size()) {
            return Optional.empty();
        }
        words.remove(option);
        return Optional.of(Path.of(words.remove(option)));
    }

    /** Takes an option with a number out of the words of those that know it; elsewhere it stays, and is told to be unknown. */
    private static Optional<Long> number(List<String> words, String option, Set<String> knowing) {
        int place = words.indexOf(option);
        if (place < 0 || place + 1 >= words.size() || !knowing.contains(words.get(0)) || !words.get(place + 1).matches("[1-9][0-9]{0,8}")) {
            return Optional.empty();
        }
        words.remove(place);
        return Optional.of(Long.parseLong(words.remove(place)));
    }
}
