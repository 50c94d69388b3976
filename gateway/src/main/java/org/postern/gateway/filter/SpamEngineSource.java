// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

import org.postern.analysis.spam.SpamEngine;
import org.postern.analysis.spam.RuleSetup;
import org.postern.analysis.spam.SpamRuleFile;
import org.postern.analysis.spam.SpamRules;
import org.postern.analysis.spam.eval.EvalTests;
import org.postern.analysis.spam.learn.LearnerTests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The spam rules in force, from files that administrators edit while the server runs. A rule that is not understood is logged and left
 * out; files without a single usable rule are refused, since they are a mistake.
 */
public final class SpamEngineSource implements Supplier<SpamEngine> {
    private static final Logger LOGGER = LoggerFactory.getLogger(SpamEngineSource.class);

    private final ReloadedFiles<SpamEngine> files;

    /**
     * Reads the rules for the first time.
     *
     * @param path a file, or a directory of which the files ending in {@code .cf} are read in order of their names
     * @throws UnusableFileException when there is no usable rule
     */
    public SpamEngineSource(Path path, Clock clock) {
        this.files = new ReloadedFiles<>(path, ".cf", SpamEngineSource::parse, clock);
    }

    @Override
    public SpamEngine get() {
        return files.get();
    }

    private static SpamEngine parse(List<ReloadedFiles.FileContent> files) {
        SpamRules rules = SpamRules.parse(files.stream().map(file -> SpamRuleFile.of(file.name(), file.bytes())).toList(),
            RuleSetup.of(new EvalTests(LearnerTests.plugins())));
        rules.warnings().forEach(warning -> LOGGER.warn("Spam rules: {}", warning));
        if (rules.size() == 0) {
            throw new IllegalArgumentException("there is no usable rule"
                + rules.warnings().stream().findFirst().map(warning -> ", for one thing " + warning).orElse(""));
        }
        LOGGER.info("{} spam rules are in force", rules.size());
        return new SpamEngine(rules);
    }
}
