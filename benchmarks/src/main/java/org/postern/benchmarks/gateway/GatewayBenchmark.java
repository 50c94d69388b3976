// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.gateway;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import org.postern.benchmarks.Benchmark;

/**
 * The whole way of a message, SMTP in to SMTP out, with Postern and without it: the same server, queue and back end, on fresh data
 * directories, in turns within one run, so that the ratio means something on a machine that is not quiet.
 */
public final class GatewayBenchmark implements Benchmark {
    private static final String DOMAIN = "corp.example";
    private static final String RECIPIENT = "user@" + DOMAIN;
    private static final String SENDER = "sender@example.net";
    private static final int SESSIONS = 8;
    private static final int BYTES = 4096;
    private static final int FIRST_PORT = 28100;
    private static final String POSTERN = "with Postern";
    private static final String ALONE = "James alone";

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public String description() {
        return "SMTP in, filtered, SMTP out: messages/s, CPU and latency at DATA, beside James without Postern";
    }

    @Override
    public Map<String, Object> run(boolean quick, PrintStream out) throws Exception {
        int rounds = quick ? 1 : 3;
        int warmUp = quick ? 1500 : 6000;
        int messages = quick ? 2500 : 10000;
        Path work = Files.createTempDirectory("postern-bench");
        List<Round> all = new ArrayList<>();
        double ceiling;
        try {
            out.printf("%d sessions, %d bytes, %d messages a round after %d to warm up, %d round(s)%n%n", SESSIONS, BYTES, messages, warmUp,
                rounds);
            out.printf("%-14s %10s %12s %10s %9s %9s %6s%n", "server", "accepted/s", "through/s", "CPU ms/msg", "p50 ms", "p99 ms", "lost");
            for (int i = 0; i < rounds; i++) {
                for (String setup : List.of(ALONE, POSTERN)) {
                    Path data = work.resolve(setup.replace(' ', '-') + i);
                    Round round = measure(setup, data, FIRST_PORT + all.size() * 10, warmUp, messages);
                    out.printf("%-14s %10.1f %12.1f %10.2f %9.1f %9.1f %6d%n", setup, round.acceptedPerSecond(), round.messagesPerSecond(),
                        round.cpuMillisPerMessage(), round.p50Millis(), round.p99Millis(), round.lost());
                    all.add(round);
                }
            }
            ceiling = ceiling(messages);
            out.printf("%-14s %10.1f   smtp-source straight to smtp-sink%n%n", "no server", ceiling);
        } finally {
            delete(work);
        }
        return figures(all, ceiling, quick);
    }

    private static Map<String, Object> figures(List<Round> all, double ceiling, boolean quick) {
        double postern = median(all, POSTERN, Round::messagesPerSecond);
        double alone = median(all, ALONE, Round::messagesPerSecond);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("benchmark", "gateway");
        figures.put("quick", quick);
        figures.put("messages_per_s", round(postern));
        figures.put("accepted_per_s", round(median(all, POSTERN, Round::acceptedPerSecond)));
        figures.put("cpu_ms_per_message", round(median(all, POSTERN, Round::cpuMillisPerMessage)));
        figures.put("p50_ms", round(median(all, POSTERN, Round::p50Millis)));
        figures.put("p99_ms", round(median(all, POSTERN, Round::p99Millis)));
        figures.put("james_alone_messages_per_s", round(alone));
        figures.put("james_alone_cpu_ms_per_message", round(median(all, ALONE, Round::cpuMillisPerMessage)));
        figures.put("james_alone_p99_ms", round(median(all, ALONE, Round::p99Millis)));
        figures.put("ratio_to_james_alone", round(postern / alone));
        figures.put("source_to_sink_messages_per_s", round(ceiling));
        figures.put("lost", all.stream().filter(each -> each.setup().equals(POSTERN)).mapToLong(Round::lost).sum());
        return figures;
    }

    private static Round measure(String setup, Path data, int firstPort, int warmUp, int messages) throws Exception {
        if (setup.equals(ALONE)) {
            copy(Path.of("benchmarks/conf/james-alone"), data.resolve("conf"));
        }
        try (SmtpSink sink = SmtpSink.start(firstPort + 5);
             ServerUnderTest server = ServerUnderTest.start(data, firstPort, sink.port(), DOMAIN)) {
            SmtpSource source = new SmtpSource(server.smtpPort(), SESSIONS, BYTES);
            passGreylist(server.smtpPort());
            source.send(warmUp, SENDER, RECIPIENT);
            awaitRelayed(sink, warmUp);
            long before = sink.messages();
            DataLatencyProbe probe = new DataLatencyProbe(server.smtpPort(), RECIPIENT);
            Thread probing = new Thread(probe, "latency-probe");
            long cpu = server.cpuMillis();
            long start = System.nanoTime();
            probing.start();
            source.send(messages, SENDER, RECIPIENT);
            double acceptSeconds = seconds(start);
            probe.stop();
            probing.join();
            probe.check();
            long accepted = messages + probe.accepted();
            double totalSeconds = (awaitRelayed(sink, before + accepted) - start) / 1e9;
            return new Round(setup, accepted, sink.messages() - before, acceptSeconds, totalSeconds, server.cpuMillis() - cpu,
                probe.micros().getValueAtPercentile(50) / 1000.0, probe.micros().getValueAtPercentile(99) / 1000.0);
        }
    }

    /** Both clients come again after the delay, as greylisting asks for, so that the measurement meets known triplets. */
    private static void passGreylist(int port) throws IOException, InterruptedException {
        DataLatencyProbe.announce(port, SENDER, RECIPIENT);
        DataLatencyProbe.announce(port, DataLatencyProbe.SENDER, RECIPIENT);
        TimeUnit.MILLISECONDS.sleep(1500);
    }

    /**
     * Waits for the back end to have so many; gives up when nothing has come for half a minute, and the missing count as lost.
     *
     * @return when the last one came, in the time of {@link System#nanoTime()}
     */
    private static long awaitRelayed(SmtpSink sink, long expected) throws InterruptedException {
        long last = sink.messages();
        long progress = System.nanoTime();
        while (last < expected && seconds(progress) < 30) {
            TimeUnit.MILLISECONDS.sleep(20);
            if (sink.messages() > last) {
                last = sink.messages();
                progress = System.nanoTime();
            }
        }
        return progress;
    }

    private static double ceiling(int messages) throws Exception {
        try (SmtpSink sink = SmtpSink.start(FIRST_PORT + 95)) {
            long start = System.nanoTime();
            new SmtpSource(sink.port(), SESSIONS, BYTES).send(messages, SENDER, RECIPIENT);
            return messages / seconds(start);
        }
    }

    private static double median(List<Round> all, String setup, ToDoubleFunction<Round> figure) {
        double[] sorted = all.stream().filter(each -> each.setup().equals(setup)).mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
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
