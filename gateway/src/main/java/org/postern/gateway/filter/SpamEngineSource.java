// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.postern.analysis.spam.SpamEngine;
import org.postern.analysis.spam.RuleSetup;
import org.postern.analysis.spam.SpamRuleFile;
import org.postern.analysis.spam.SpamRules;
import org.postern.analysis.spam.dns.DnsEvals;
import org.postern.analysis.spam.eval.EvalTests;
import org.postern.analysis.spam.eval.SenderEvals;
import org.postern.analysis.spam.eval.ServerEvals;
import org.postern.analysis.spam.eval.StandardEvals;
import org.postern.analysis.spam.impersonation.EarlierMailEvals;
import org.postern.analysis.spam.impersonation.ImpersonationEvals;
import org.postern.analysis.spam.learn.LearnerTests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The spam rules in force, from files that administrators edit while the server runs. A rule that is not understood is logged and left
 * out; files without a single usable rule are refused, since they are a mistake.
 */
public final class SpamEngineSource implements Supplier<SpamEngine> {
    private static final Logger LOGGER = LoggerFactory.getLogger(SpamEngineSource.class);
    private static final int WARNINGS_SHOWN = 50;
    /** Files that load tests come before those whose rules ask for them. */
    private static final List<String> SUFFIXES = List.of(".pre", ".cf");

    private final ReloadedFiles<SpamEngine> files;

    /**
     * Reads the rules for the first time.
     *
     * @param path a file, or a directory of which the files ending in {@code .cf} are read in order of their names, those ending in
     *             {@code .pre} before them
     * @throws UnusableFileException when there is no usable rule
     */
    public SpamEngineSource(Path path, Clock clock) {
        this(List.of(path), clock);
    }

    /**
     * The same for several places, read in this order: what a later one says of a rule or its score holds.
     *
     * @throws UnusableFileException when there is no usable rule
     */
    public SpamEngineSource(List<Path> places, Clock clock) {
        this(places, List::of, clock);
    }

    /**
     * The same with rules from elsewhere, which are read first, so that the administrator's own files have the last word.
     *
     * @param before directories of rule files, asked for anew at each look
     */
    public SpamEngineSource(List<Path> places, Supplier<List<Path>> before, Clock clock) {
        this.files = new ReloadedFiles<>(new WatchedFiles(places, SUFFIXES, before),
            found -> parse(found, new IncludedFiles(places)), clock);
    }

    /** How rule files are read, for those who check them before they are in force. */
    public static RuleSetup setup() {
        return RuleSetup.of(tests());
    }

    /** All tests that rules may use. */
    static EvalTests tests() {
        return new EvalTests(Stream.of(StandardEvals.plugins(), ServerEvals.unasked(), SenderEvals.plugins(), DnsEvals.plugins(),
            ImpersonationEvals.plugins(), EarlierMailEvals.plugins(), LearnerTests.plugins())
            .flatMap(List::stream).toList(), StandardEvals.loadable());
    }

    @Override
    public SpamEngine get() {
        return files.get();
    }

    /**
     * All that rule files hold and that has no effect, or not the one their authors expect, for people.
     *
     * @throws UnusableFileException when they cannot be read
     */
    public static List<String> told(List<Path> places) {
        try {
            SpamRules rules = SpamRules.parse(new WatchedFiles(places, SUFFIXES, List::of).read().stream()
                .map(file -> SpamRuleFile.of(file.name(), file.bytes())).toList(),
                RuleSetup.of(tests()).including(new IncludedFiles(places)::find));
            List<String> told = new ArrayList<>();
            rules.warnings().forEach(warning -> told.add("warning  " + warning));
            rules.notes().forEach(note -> told.add("note     " + note));
            told.add(rules.size() + " rules can match, " + rules.warnings().size() + " warnings");
            return told;
        } catch (IOException e) {
            throw new UnusableFileException(new WatchedFiles(places, SUFFIXES, List::of).shown(), e);
        }
    }

    private static SpamEngine parse(List<ReloadedFiles.FileContent> files, IncludedFiles includes) {
        SpamRules rules = SpamRules.parse(files.stream().map(file -> SpamRuleFile.of(file.name(), file.bytes())).toList(),
            RuleSetup.of(tests()).including(includes::find));
        rules.warnings().stream().limit(WARNINGS_SHOWN).forEach(warning -> LOGGER.warn("Spam rules: {}", warning));
        rules.notes().forEach(note -> LOGGER.debug("Spam rules: {}", note));
        if (rules.size() == 0) {
            throw new IllegalArgumentException("there is no usable rule"
                + rules.warnings().stream().findFirst().map(warning -> ", for one thing " + warning).orElse(""));
        }
        LOGGER.info("{} spam rules are in force", rules.size());
        return new SpamEngine(rules);
    }
}
