// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.spam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.spam.RuleSetup;
import org.postern.analysis.spam.ScoreSet;
import org.postern.analysis.spam.SpamBudget;
import org.postern.analysis.spam.SpamEngine;
import org.postern.analysis.spam.SpamInput;
import org.postern.analysis.spam.SpamOutcome;
import org.postern.analysis.spam.SpamRuleFile;
import org.postern.analysis.spam.SpamRules;
import org.postern.analysis.spam.eval.EvalPlugin;
import org.postern.analysis.spam.eval.EvalTests;
import org.postern.analysis.spam.eval.ServerEvals;
import org.postern.analysis.spam.eval.StandardEvals;
import org.postern.analysis.spam.learn.Classification;
import org.postern.analysis.spam.learn.LearnerTests;
import org.postern.analysis.spam.text.MailText;

/** The engine under measurement with the rule files of an installed SpamAssassin. */
final class OwnEngine {
    /** Groups that a stock installation loads and that change nothing here but what rule files see. */
    private static final List<String> LOADED = List.of("Rule2XSBody", "SpamCop", "AutoLearnThreshold");
    private static final String FAILED = "it failed";

    private final SpamRules rules;
    private final SpamEngine engine;
    private final double compileMillis;

    private OwnEngine(SpamRules rules, SpamEngine engine, double compileMillis) {
        this.rules = rules;
        this.engine = engine;
        this.compileMillis = compileMillis;
    }

    /** With the tests that a stock installation loads. */
    static OwnEngine compile(Path directory) throws IOException {
        return compile(List.of(directory), "");
    }

    /** The same with the rules of another directory behind them, as both engines read a site's own. */
    static OwnEngine compile(Path directory, Path own) throws IOException {
        return compile(List.of(directory, own), "");
    }

    /** With every test there is. */
    static OwnEngine withAllTests(Path directory) throws IOException {
        return compile(List.of(directory), StandardEvals.loadable().stream().map(plugin -> "loadplugin " + plugin.name() + "\n")
            .collect(Collectors.joining("", "", "ok_languages en de\n")));
    }

    private static OwnEngine compile(List<Path> directories, String before) throws IOException {
        List<SpamRuleFile> files = new ArrayList<>();
        files.add(new SpamRuleFile("before.pre", before));
        for (Path directory : directories) {
            try (Stream<Path> all = Files.list(directory)) {
                for (Path file : all.filter(each -> each.toString().endsWith(".cf")).sorted().toList()) {
                    files.add(SpamRuleFile.of(file.getFileName().toString(), Files.readAllBytes(file)));
                }
            }
        }
        List<EvalPlugin> plugins = new ArrayList<>(StandardEvals.plugins());
        plugins.addAll(ServerEvals.unasked());
        plugins.addAll(LearnerTests.plugins());
        LOADED.forEach(name -> plugins.add(new EvalPlugin("Mail::SpamAssassin::Plugin::" + name, Set.of(), Set.of(), Map.of())));
        long start = System.nanoTime();
        SpamRules rules = SpamRules.parse(files, RuleSetup.of(new EvalTests(plugins, StandardEvals.loadable())));
        SpamEngine engine = new SpamEngine(rules);
        return new OwnEngine(rules, engine, (System.nanoTime() - start) / 1e6);
    }

    int size() {
        return rules.size();
    }

    double compileMillis() {
        return compileMillis;
    }

    /** Everything from the bytes to the hits. */
    Judged judge(byte[] message) {
        return judge(message, Optional.empty());
    }

    /** The same with what was learned. */
    Judged judge(byte[] message, Optional<Classification> learned) {
        MailText mail = MailText.read(message, Optional.empty(), rules.options());
        Map<Class<?>, Object> findings = new HashMap<>();
        learned.ifPresent(found -> findings.put(Classification.class, found));
        SpamInput input = new SpamInput(mail, Instant.now(), findings, ScoreSet.of(false, learned.isPresent()));
        SpamOutcome outcome = engine.analyse(input, SpamBudget.defaults());
        Set<String> hits = new TreeSet<>(outcome.subtests().keySet());
        outcome.analysis().hits().stream().map(SpamHit::rule).forEach(hits::add);
        List<String> failures = outcome.unknown().stream().filter(check -> check.reason().startsWith(FAILED))
            .map(check -> check.check() + " " + check.reason()).toList();
        return new Judged(outcome.analysis().score(), hits, outcome.unknown().size(), failures);
    }
}
