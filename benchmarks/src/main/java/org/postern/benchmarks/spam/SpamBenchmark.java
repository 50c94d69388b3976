// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.spam;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.postern.analysis.spam.learn.Judgement;
import org.postern.benchmarks.Benchmark;
import org.postern.benchmarks.ProcessCpu;

/**
 * Compares the spam engine with SpamAssassin on the same rule files and messages, and its cost with those of spamd and rspamd, one after
 * the other in one run. What is measured of each server is the CPU time of all its processes, of Postern's engine that of this whole
 * process, compiler and garbage collector included; all were warmed up by the same CPU time of their own on other messages.
 */
public final class SpamBenchmark implements Benchmark {
    private static final Path RULES = Path.of("/usr/share/spamassassin");
    private static final Path SITE = Path.of("/etc/spamassassin");
    private static final int QUICK_MESSAGES = 150;
    private static final int MESSAGES = 1000;
    private static final Duration QUICK_WARM_UP = Duration.ofSeconds(45);
    private static final Duration WARM_UP = Duration.ofSeconds(150);
    private static final int LOOK_EVERY = 10;
    private static final int ORDERS = 4;
    private static final int QUICK_LESSONS = 600;
    private static final int LESSONS = 2000;

    private final Optional<Path> folder;

    /** With a folder that holds ham/ and spam/, or the public corpus. */
    public SpamBenchmark(Optional<Path> folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "spam";
    }

    @Override
    public String description() {
        return "agreement with SpamAssassin on its own rules, and CPU a message beside spamd and rspamd (--corpus DIR with ham/ and spam/)";
    }

    @Override
    public Map<String, Object> run(boolean quick, PrintStream out) throws Exception {
        SpamCorpus corpus = SpamCorpus.of(folder);
        List<SpamCorpus.Message> sample = corpus.sample(Math.min(quick ? QUICK_MESSAGES : MESSAGES, corpus.messages().size() / 2), 0);
        double heap = usedHeap();
        OwnEngine engine = Files.isDirectory(SITE) ? OwnEngine.compile(RULES, SITE) : OwnEngine.compile(RULES);
        double compiledHeap = usedHeap() - heap;
        out.printf("%d of %d messages; %d rules compiled in %.0f ms, %.0f MB%n", sample.size(), corpus.messages().size(), engine.size(),
            engine.compileMillis(), compiledHeap);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("messages", sample.size());
        Phases phases = new Phases(out);
        List<SpamCorpus.Message> others = others(corpus, sample);
        Duration time = quick ? QUICK_WARM_UP : WARM_UP;
        warmUp(others, time, engine::judge, SpamBenchmark::processCpuMillis, out);
        phases.ended("warming up");
        Timing ours = measure(sample, engine::judge, SpamBenchmark::processCpuMillis);
        tell(out, ours);
        phases.ended("Postern's engine");
        figures.putAll(new SlowestMessage().run(corpus, engine, out));
        double warmHeap = usedHeap() - heap;
        out.printf("%.0f MB of heap, with what was built while it ran%n", warmHeap);
        phases.ended("the whole corpus");
        Path directory = Files.createTempDirectory("postern-bench-spam");
        Peers peers = new Peers(directory);
        Timing spamd;
        try (PeerProcess server = peers.spamd(RULES, SITE)) {
            warmUp(others, time, message -> peers.askSpamd(server, message), server::cpuMillis, out);
            spamd = measure(sample, message -> peers.askSpamd(server, message), server::cpuMillis);
        }
        tell(out, spamd);
        phases.ended("spamd");
        Timing rspamd;
        try (PeerProcess server = peers.rspamd()) {
            Judge judge = message -> new Judged(peers.askRspamd(server, message), Set.of(), 0);
            warmUp(others, time, judge, server::cpuMillis, out);
            rspamd = measure(sample, judge, server::cpuMillis);
        }
        tell(out, rspamd);
        phases.ended("rspamd");
        HitAgreement agreement = agreement(engine, sample, out);
        phases.ended("comparing hits");
        print(out, sample, ours, spamd, rspamd);
        agreement.print(out);
        figures.put("cpu_ms_per_message", rounded(ours.cpuMillis()));
        figures.put("spamd_cpu_ms_per_message", rounded(spamd.cpuMillis()));
        figures.put("rspamd_cpu_ms_per_message", rounded(rspamd.cpuMillis()));
        figures.put("speedup_over_spamd", rounded(spamd.cpuMillis() / ours.cpuMillis()));
        figures.put("ratio_to_rspamd", rounded(ours.cpuMillis() / rspamd.cpuMillis()));
        figures.put("p50_ms", rounded(ours.percentile(50)));
        figures.put("p95_ms", rounded(ours.percentile(95)));
        figures.put("p99_ms", rounded(ours.percentile(99)));
        figures.put("compile_ms", rounded(engine.compileMillis()));
        figures.put("rules_heap_mb", rounded(compiledHeap));
        figures.put("rules_heap_warm_mb", rounded(warmHeap));
        figures.put("hit_agreement", share(agreement.hits()));
        figures.put("verdict_agreement", share(agreement.verdicts()));
        figures.put("rules_only_fp", wrong(sample, ours, false));
        figures.put("rules_only_fn", wrong(sample, ours, true));
        figures.put("rules_only_spamd_fp", wrong(sample, spamd, false));
        figures.put("rules_only_spamd_fn", wrong(sample, spamd, true));
        figures.put("unknown", ours.judged().stream().mapToInt(Judged::unknown).sum());
        figures.putAll(new LearnedDetection(peers, RULES, SITE).run(corpus, sample, quick ? QUICK_LESSONS : LESSONS, out));
        phases.ended("learning, and judging again");
        if (!quick) {
            figures.putAll(new DetectionByHalves().run(corpus, RULES, LearnedDetection.OWN_RULES, out));
            phases.ended("judging each half of the corpus");
        }
        figures.put("auc_loss_percent", classifier(corpus, out));
        return figures;
    }

    /** The classifier's part: cross-validation on the whole corpus. */
    private static Object classifier(SpamCorpus corpus, PrintStream out) throws IOException {
        LearnerCrossValidation validation = new LearnerCrossValidation();
        for (Judgement truth : Judgement.values()) {
            validation.add(corpus.messages().stream().filter(message -> message.spam() == (truth == Judgement.SPAM))
                .map(SpamCorpus.Message::file).toList(), truth);
        }
        return validation.run(ORDERS, out).get("auc_loss_percent");
    }

    /** Tells how long each part took, since the whole takes minutes. */
    private static final class Phases {
        private final PrintStream out;
        private long last = System.nanoTime();

        Phases(PrintStream out) {
            this.out = out;
        }

        void ended(String name) {
            long now = System.nanoTime();
            out.printf("%s took %.0f s%n", name, (now - last) / 1e9);
            last = now;
        }
    }

    /** What one engine said and how long it took. */
    private record Timing(List<Judged> judged, List<Double> millis, double cpuMillis) {
        double percentile(int percent) {
            List<Double> sorted = millis.stream().sorted().toList();
            return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
        }
    }

    private interface Judge {
        Judged of(byte[] message) throws IOException, InterruptedException;
    }

    private interface Clock {
        double millis() throws IOException;
    }

    private static Timing measure(List<SpamCorpus.Message> sample, Judge judge, Clock cpu) throws IOException, InterruptedException {
        List<byte[]> messages = new ArrayList<>();
        for (SpamCorpus.Message message : sample) {
            messages.add(message.bytes());
        }
        List<Judged> judged = new ArrayList<>();
        List<Double> millis = new ArrayList<>();
        double before = cpu.millis();
        for (byte[] message : messages) {
            long start = System.nanoTime();
            judged.add(judge.of(message));
            millis.add((System.nanoTime() - start) / 1e6);
        }
        return new Timing(judged, millis, (cpu.millis() - before) / messages.size());
    }

    /**
     * All engines run for long where they are used, so each gets the same CPU time to warm up, on other messages than those measured. It is
     * CPU time, since what else the machine does must not decide how warm an engine is.
     */
    private static void warmUp(List<SpamCorpus.Message> others, Duration time, Judge judge, Clock cpu, PrintStream out)
        throws IOException, InterruptedException {
        double start = cpu.millis();
        int count = 0;
        // One that waits more than it computes would need hours for that; nothing compiles it while it runs, so it is warm long before.
        long end = System.nanoTime() + 2 * time.toNanos();
        while (count % LOOK_EVERY != 0 || cpu.millis() - start < time.toMillis() && System.nanoTime() < end) {
            judge.of(others.get(count++ % others.size()).bytes());
        }
        out.printf("warmed up on %d other messages, %.0f s of CPU%n", count, (cpu.millis() - start) / 1e3);
    }

    /** Said at once, for those who wait: the table comes at the end. */
    private static void tell(PrintStream out, Timing timing) {
        out.printf("%.1f ms of CPU a message, p99 %.0f ms%n", timing.cpuMillis(), timing.percentile(99));
    }

    /** Messages that are not measured, in an order that mixes them. */
    private static List<SpamCorpus.Message> others(SpamCorpus corpus, List<SpamCorpus.Message> sample) {
        List<SpamCorpus.Message> others = new ArrayList<>(corpus.messages());
        others.removeAll(Set.copyOf(sample));
        Collections.shuffle(others, new Random(1));
        return others;
    }

    private static HitAgreement agreement(OwnEngine engine, List<SpamCorpus.Message> sample, PrintStream out) throws IOException {
        HitAgreement agreement = new HitAgreement();
        try (SpamAssassinHits peer = new SpamAssassinHits(RULES, SITE)) {
            out.println("agreement with SpamAssassin " + peer.version() + " on the rule files of " + RULES);
            for (SpamCorpus.Message message : sample) {
                agreement.add(engine.judge(message.bytes()), peer.judge(message.file()));
            }
        }
        return agreement;
    }

    private static void print(PrintStream out, List<SpamCorpus.Message> sample, Timing ours, Timing spamd, Timing rspamd) {
        out.printf("%-10s %12s %10s %10s %10s %6s %6s%n", "", "CPU ms/msg", "p50 ms", "p95 ms", "p99 ms", "FP", "FN");
        row(out, "postern", ours, wrong(sample, ours, false), wrong(sample, ours, true));
        row(out, "spamd", spamd, wrong(sample, spamd, false), wrong(sample, spamd, true));
        row(out, "rspamd", rspamd, -1, -1);
    }

    private static void row(PrintStream out, String name, Timing timing, int fp, int fn) {
        out.printf("%-10s %12.2f %10.2f %10.2f %10.2f %6s %6s%n", name, timing.cpuMillis(), timing.percentile(50), timing.percentile(95),
            timing.percentile(99), fp < 0 ? "" : fp, fn < 0 ? "" : fn);
    }

    private static int wrong(List<SpamCorpus.Message> sample, Timing timing, boolean spam) {
        int wrong = 0;
        for (int i = 0; i < sample.size(); i++) {
            wrong += sample.get(i).spam() == spam && timing.judged().get(i).isSpam() != spam ? 1 : 0;
        }
        return wrong;
    }

    private static double processCpuMillis() throws IOException {
        return ProcessCpu.millis(ProcessHandle.current().pid());
    }

    /** Megabytes that stay after a collection. */
    private static double usedHeap() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / (1024.0 * 1024);
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private static double share(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
