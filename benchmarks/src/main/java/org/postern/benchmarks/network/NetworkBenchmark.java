// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.network;

import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.postern.benchmarks.Benchmark;
import org.postern.benchmarks.ProcessCpu;
import org.postern.integration.network.LocalNameServer;
import org.postern.integration.network.SignedMail;

/**
 * What asking the network costs: SPF, DKIM, DMARC, ARC and lists in the DNS for each message, with a name server that answers, with a
 * second one that is dead, and with one that loses a third of all questions. Nothing found out wrongly is the first aim, time the second.
 */
public final class NetworkBenchmark implements Benchmark {
    private static final String CLIENT = "203.0.113.5";
    private static final String FOREIGN = "203.0.113.99";
    private static final int MESSAGES = 5000;
    private static final int QUICK_MESSAGES = 600;
    private static final int WARM_UP = 300;
    private static final int THREADS = 64;
    private static final double LOST = 0.3;
    private static final double MILLION = 1e6;
    /** Work besides waiting: reading the message, keys, rules; on a machine that does other things too. */
    private static final double SLACK_MS = 2000;

    private record Round(double seconds, double cpuMillis, double queries, double p50, double p99, int late,
                         Map<String, Integer> falsehoods) {
        int wrong() {
            return falsehoods.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    @Override
    public String name() {
        return "network";
    }

    @Override
    public String description() {
        return "checks of senders and DNS lists, with healthy, dead and lossy name servers, and the SPF test suites";
    }

    @Override
    public Map<String, Object> run(boolean quick, PrintStream out) throws Exception {
        int messages = quick ? QUICK_MESSAGES : MESSAGES;
        SignedMail mail = new SignedMail(CLIENT, FOREIGN);
        List<SignedMail.Sample> samples = new ArrayList<>();
        for (int i = 0; i < messages + WARM_UP; i++) {
            samples.add(mail.sample(i));
        }
        out.printf(Locale.ROOT, "%-28s %8s %8s %8s %8s %8s %6s %6s%n", messages + " messages", "msg/s", "cpu ms", "queries", "p50 ms",
            "p99 ms", "late", "false");
        try (LocalNameServer server = new LocalNameServer(mail.zone());
             DatagramSocket dead = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            List<InetSocketAddress> healthy = List.of(server.address());
            round(server, healthy, samples.subList(messages, samples.size()));
            Round well = shown(out, "one server", messages, round(server, healthy, samples.subList(0, messages)));
            Round withDead = shown(out, "one of two servers dead", messages, round(server,
                List.of(server.address(), (InetSocketAddress) dead.getLocalSocketAddress()), samples.subList(0, messages)));
            server.lose(LOST);
            Round lossy = shown(out, "30 % of answers lost", messages, round(server, healthy, samples.subList(0, messages)));
            SpfSuite suite = SpfSuite.run();
            out.printf(Locale.ROOT, "SPF suites: %d of %d cases%n", suite.passed(), suite.total());
            return figures(messages, well, withDead, lossy, suite);
        }
    }

    private static Map<String, Object> figures(int messages, Round well, Round withDead, Round lossy, SpfSuite suite) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("messages_per_s", rounded(messages / well.seconds()));
        figures.put("cpu_ms_per_message", rounded(well.cpuMillis() / messages));
        figures.put("queries_per_message", rounded(well.queries() / messages));
        figures.put("p99_ms", rounded(well.p99()));
        figures.put("p99_ms_with_dead_server", rounded(withDead.p99()));
        figures.put("p99_ms_with_lost_answers", rounded(lossy.p99()));
        figures.put("late_messages", well.late() + withDead.late() + lossy.late());
        figures.put("false_answers", well.wrong() + withDead.wrong() + lossy.wrong());
        figures.put("spf_passed", suite.passed());
        figures.put("spf_total", suite.total());
        return figures;
    }

    private static Round shown(PrintStream out, String name, int messages, Round round) {
        out.printf(Locale.ROOT, "%-28s %8.1f %8.2f %8.2f %8.0f %8.0f %6d %6d%n", name, messages / round.seconds(),
            round.cpuMillis() / messages, round.queries() / messages, round.p50(), round.p99(), round.late(), round.wrong());
        round.falsehoods().forEach((what, count) -> out.println("  false: " + what + ", " + count + " times"));
        return round;
    }

    private static Round round(LocalNameServer server, List<InetSocketAddress> servers, List<SignedMail.Sample> samples) throws Exception {
        double[] millis = new double[samples.size()];
        Map<String, Integer> falsehoods = new TreeMap<>();
        ExecutorService clients = Executors.newFixedThreadPool(THREADS);
        try (NetworkChecks checks = new NetworkChecks(servers)) {
            long questions = server.questions();
            double serving = server.cpuMillis();
            long cpu = ProcessCpu.millis(ProcessHandle.current().pid());
            long start = System.nanoTime();
            List<Future<List<String>>> running = new ArrayList<>();
            for (int i = 0; i < samples.size(); i++) {
                int number = i;
                running.add(clients.submit(() -> {
                    long begun = System.nanoTime();
                    List<String> wrong = checks.check(samples.get(number), number);
                    millis[number] = (System.nanoTime() - begun) / MILLION;
                    return wrong;
                }));
            }
            for (Future<List<String>> each : running) {
                each.get().forEach(wrong -> falsehoods.merge(wrong, 1, Integer::sum));
            }
            double seconds = (System.nanoTime() - start) / MILLION / 1000;
            double used = ProcessCpu.millis(ProcessHandle.current().pid()) - cpu - (server.cpuMillis() - serving);
            double limit = NetworkChecks.AUTH_DEADLINE.toMillis() + SLACK_MS;
            int late = (int) Arrays.stream(millis).filter(each -> each > limit).count();
            List<Double> sorted = new ArrayList<>(Arrays.stream(millis).boxed().toList());
            Collections.sort(sorted);
            return new Round(seconds, used, server.questions() - questions, sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 99 / 100), late, falsehoods);
        } finally {
            clients.shutdownNow();
        }
    }

    private static double rounded(double figure) {
        return Math.round(figure * 100) / 100.0;
    }
}
