// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.spam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.spam.RuleSetup;
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
import org.postern.analysis.spam.learn.LearnerTests;
import org.postern.analysis.spam.text.MailText;

/** The engine under measurement with the rule files of an installed SpamAssassin. */
final class OwnEngine {
    /** Groups that a stock installation loads and that change nothing here but what rule files see. */
    private static final List<String> LOADED = List.of("Rule2XSBody", "SpamCop", "AutoLearnThreshold");

    private final SpamRules rules;
    private final SpamEngine engine;
    private final double compileMillis;

    private OwnEngine(SpamRules rules, SpamEngine engine, double compileMillis) {
        this.rules = rules;
        this.engine = engine;
        this.compileMillis = compileMillis;
    }

    static OwnEngine compile(Path directory) throws IOException {
        List<SpamRuleFile> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(directory)) {
            for (Path file : all.filter(each -> each.toString().endsWith(".cf")).sorted().toList()) {
                files.add(SpamRuleFile.of(file.getFileName().toString(), Files.readAllBytes(file)));
            }
        }
        List<EvalPlugin> plugins = new ArrayList<>(StandardEvals.plugins());
        plugins.addAll(ServerEvals.unasked());
        plugins.addAll(LearnerTests.plugins());
        LOADED.forEach(name -> plugins.add(new EvalPlugin("Mail::SpamAssassin::Plugin::" + name, Set.of(), Set.of(), Map.of())));
        long start = System.nanoTime();
        SpamRules rules = SpamRules.parse(files, RuleSetup.of(new EvalTests(plugins)));
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
        MailText mail = MailText.read(message, Optional.empty(), rules.options());
        SpamOutcome outcome = engine.analyse(SpamInput.of(mail, Instant.now()), SpamBudget.defaults());
        Set<String> hits = new TreeSet<>(outcome.subtests().keySet());
        outcome.analysis().hits().stream().map(SpamHit::rule).forEach(hits::add);
        return new Judged(outcome.analysis().score(), hits, outcome.unknown().size());
    }
}
