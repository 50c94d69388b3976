// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.virus;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.postern.benchmarks.Benchmark;
import org.postern.benchmarks.ProcessCpu;
import org.postern.gateway.config.ClamdConfiguration;
import org.postern.gateway.scan.EngineAnswer;
import org.postern.gateway.scan.clamd.ClamdScanner;

/**
 * How many messages of 50 KB are scanned in a second by clamd alone, with 1, 4 and 16 parallel sessions, and what that costs on either
 * side.
 */
public final class VirusBenchmark implements Benchmark {
    private static final int[] PARALLEL = {1, 4, 16};
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public String name() {
        return "virus";
    }

    @Override
    public String description() {
        return "scans per second and CPU at 1, 4 and 16 parallel sessions against clamd alone";
    }

    @Override
    public Map<String, Object> run(boolean quick, PrintStream out) throws Exception {
        Duration warmUp = Duration.ofSeconds(quick ? 2 : 5);
        Duration measured = Duration.ofSeconds(quick ? 8 : 30);
        List<Map<String, Object>> rounds = new ArrayList<>();
        out.printf("Unique messages of 50 KB against one clamd, on %d processors%n", Runtime.getRuntime().availableProcessors());
        out.printf("%-28s %8s %10s %9s %9s %14s %15s %7s%n", "way to clamd", "parallel", "scans/s", "p50 ms", "p99 ms", "clamd ms/scan",
            "client ms/scan", "failed");
        try (ClamdUnderTest clamd = new ClamdUnderTest(16)) {
            for (int parallel : PARALLEL) {
                rounds.add(round("TCP, kept sessions", clamd.overTcp(parallel), clamd, parallel, warmUp, measured, out));
            }
            for (int parallel : PARALLEL) {
                rounds.add(round("unix socket, kept sessions", clamd.overUnixSocket(parallel), clamd, parallel, warmUp, measured, out));
            }
            for (int parallel : PARALLEL) {
                rounds.add(round("TCP, a connection a scan", clamd.overTcp(0), clamd, parallel, warmUp, measured, out));
            }
        }
        return Map.of("benchmark", "virus", "messageBytes", new UniqueMail(1).next().size(), "rounds", rounds);
    }

    private static Map<String, Object> round(String way, ClamdConfiguration configuration, ClamdUnderTest clamd, int parallel,
                                             Duration warmUp, Duration measured, PrintStream out) throws Exception {
        try (ClamdScanner scanner = new ClamdScanner(configuration)) {
            scan(scanner, parallel, warmUp, 1);
            long clamdCpu = ProcessCpu.millis(clamd.pid());
            long clientCpu = ProcessCpu.millis(ProcessHandle.current().pid());
            long start = System.nanoTime();
            Totals totals = scan(scanner, parallel, measured, 2);
            double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
            double scans = Math.max(1, totals.times.getTotalCount());
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("way", way);
            figures.put("parallel", parallel);
            figures.put("scansPerSecond", rounded(scans / seconds));
            figures.put("p50Millis", rounded(totals.times.getValueAtPercentile(50) / NANOS_PER_MILLI));
            figures.put("p99Millis", rounded(totals.times.getValueAtPercentile(99) / NANOS_PER_MILLI));
            figures.put("clamdCpuMillisPerScan", rounded((ProcessCpu.millis(clamd.pid()) - clamdCpu) / scans));
            figures.put("clientCpuMillisPerScan", rounded((ProcessCpu.millis(ProcessHandle.current().pid()) - clientCpu) / scans));
            figures.put("failed", totals.failed);
            out.printf(Locale.ROOT, "%-28s %8d %10.1f %9.1f %9.1f %14.2f %15.2f %7d%n", figures.values().toArray());
            return figures;
        }
    }

    /**
     * The times of all scans in nanoseconds, and how many did not end clean.
     */
    private record Totals(Histogram times, long failed) {
    }

    private static Totals scan(ClamdScanner scanner, int parallel, Duration duration, long seed) throws Exception {
        Histogram times = new ConcurrentHistogram(3);
        long end = System.nanoTime() + duration.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(parallel);
        try {
            List<Future<Long>> failed = new ArrayList<>();
            for (int i = 0; i < parallel; i++) {
                UniqueMail mails = new UniqueMail(seed * 1_000 + i + System.nanoTime());
                failed.add(threads.submit(() -> scanUntil(end, scanner, mails, times)));
            }
            long sum = 0;
            for (Future<Long> each : failed) {
                sum += each.get();
            }
            return new Totals(times, sum);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long scanUntil(long end, ClamdScanner scanner, UniqueMail mails, Histogram times) throws IOException {
        long failed = 0;
        while (System.nanoTime() < end) {
            var mail = mails.next();
            long start = System.nanoTime();
            EngineAnswer answer = scanner.scan(mail, LIMIT);
            times.recordValue(System.nanoTime() - start);
            failed += answer instanceof EngineAnswer.Clean ? 0 : 1;
        }
        return failed;
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
