// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.rules;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.evaluation.CompiledRules;
import org.postern.analysis.rules.lint.Finding;
import org.postern.analysis.rules.lint.RuleLint;
import org.postern.analysis.rules.yaml.RuleSetYaml;
import org.postern.benchmarks.Benchmark;
import org.postern.gateway.rules.FactsCodec;
import org.postern.gateway.rules.KeptFacts;
import org.postern.gateway.rules.Replay;

/** Measures the rules by the second of one core's work, facts given, and what lint finds of defects that were put there on purpose. */
public final class RulesBenchmark implements Benchmark {
    private static final Path FACTORY = Path.of("james-conf", "single", "rules.yml");
    private static final Path PLANTED = Path.of("analysis", "src", "test", "resources", "org", "postern", "analysis", "rules",
        "planted-defects.cases");
    private static final int MESSAGES = 2000;
    private static final int MOST_STRETCHES = 20;
    /** Part of the time that the Java compiler may still work in a stretch that counts. */
    private static final double COMPILER_IDLE = 0.02;
    private final RuleSetYaml yaml = new RuleSetYaml();

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public String description() {
        return "evaluations a second with the factory rules and with 1,000 rules, replay, and lint on planted defects";
    }

    @Override
    public Map<String, Object> run(boolean quick, PrintStream out) throws IOException {
        RuleSet factory = yaml.read(Files.readString(FACTORY));
        List<Facts> messages = new RuleMessages().messages(MESSAGES);
        Map<String, Object> figures = new LinkedHashMap<>();
        long millis = quick ? 1000 : 5000;
        figures.put("factory_evaluations_per_s", Math.round(rate(CompiledRules.of(factory), messages, millis)));
        figures.put("large_evaluations_per_s", Math.round(rate(CompiledRules.of(LargeRuleSet.make()), messages, millis)));
        replay(factory, messages, quick ? 4 : 20, figures);
        lint(factory, figures);
        figures.forEach((name, value) -> out.printf("%-28s %s%n", name, value));
        return figures;
    }

    /**
     * Of the first stretch in which the Java compiler had next to nothing to do any more. It takes its time, much of it when others use
     * the machine.
     */
    private static double steady(DoubleSupplier stretch) {
        double rate = 0;
        for (int i = 0; i < MOST_STRETCHES; i++) {
            long compiled = compilerMillis();
            long start = System.nanoTime();
            rate = stretch.getAsDouble();
            long lasted = (System.nanoTime() - start) / 1_000_000;
            if (compilerMillis() - compiled < lasted * COMPILER_IDLE) {
                return rate;
            }
        }
        return rate;
    }

    private static long compilerMillis() {
        return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
    }

    private static double rate(CompiledRules rules, List<Facts> messages, long millis) {
        return steady(() -> stretch(rules, messages, millis));
    }

    private static double stretch(CompiledRules rules, List<Facts> messages, long millis) {
        long start = cpuNanos();
        long end = start + millis * 1_000_000;
        long count = 0;
        int dispositions = 0;
        while (cpuNanos() < end) {
            for (Facts facts : messages) {
                dispositions += rules.evaluate(facts).dispositions().size();
            }
            count += messages.size();
        }
        if (dispositions < count) {
            throw new IllegalStateException("a message without a disposition");
        }
        return count * 1e9 / (cpuNanos() - start);
    }

    /** Time that one core has worked for this thread, so that what else the machine does counts for nothing. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** From the stored form, as a replay reads it. */
    private static void replay(RuleSet factory, List<Facts> messages, int rounds, Map<String, Object> figures) {
        FactsCodec codec = new FactsCodec();
        CompiledRules rules = CompiledRules.of(factory);
        List<byte[]> stored = new ArrayList<>();
        List<KeptFacts> judged = new ArrayList<>();
        for (Facts facts : messages) {
            stored.add(codec.encode(facts));
            judged.add(KeptFacts.of(facts, rules.evaluate(facts)));
        }
        List<Replay.Result> results = new ArrayList<>();
        figures.put("replay_messages_per_s", Math.round(steady(() -> {
            long start = cpuNanos();
            for (int round = 0; round < rounds; round++) {
                Replay replay = new Replay(factory);
                for (int i = 0; i < stored.size(); i++) {
                    replay.look(new KeptFacts(codec.decode(stored.get(i)), judged.get(i).ruleSet(), judged.get(i).outcomes()));
                }
                results.add(replay.result());
            }
            return 1e9 * rounds * stored.size() / (cpuNanos() - start);
        })));
        figures.put("replay_identical_percent", results.stream().mapToDouble(Replay.Result::identicalPercent).min().orElseThrow());
    }

    private void lint(RuleSet factory, Map<String, Object> figures) throws IOException {
        RuleLint lint = new RuleLint();
        int planted = 0;
        int found = 0;
        int falseAlarms = lint.findings(factory).size();
        for (String one : Files.readString(PLANTED).split("(?m)^=== ")) {
            if (!one.isBlank()) {
                planted++;
                String expected = one.substring(one.indexOf("--- finding\n") + 12, one.indexOf("--- yaml\n")).strip();
                List<Finding> findings = lint.findings(yaml.read(one.substring(one.indexOf("--- yaml\n") + 9)));
                boolean there = findings.stream().anyMatch(finding -> (finding.kind() + " " + finding.rule()).equals(expected));
                found += there ? 1 : 0;
                falseAlarms += findings.size() - (there ? 1 : 0);
            }
        }
        figures.put("lint_planted", planted);
        figures.put("lint_found", found);
        figures.put("lint_false_alarms", falseAlarms);
    }
}
