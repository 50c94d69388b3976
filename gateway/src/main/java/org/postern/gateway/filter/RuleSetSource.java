// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.yaml.RuleSetYaml;

/**
 * The rule set in force, from a YAML file that administrators edit while the server runs.
 */
public final class RuleSetSource implements Supplier<RuleSet> {
    private final RuleSetYaml yaml = new RuleSetYaml();
    private final ReloadedFiles<RuleSet> file;

    /**
     * Reads the file for the first time.
     *
     * @throws UnusableFileException when it does not hold a rule set
     */
    public RuleSetSource(Path file, Clock clock) {
        this.file = new ReloadedFiles<>(file, ".yml", this::parse, clock);
    }

    @Override
    public RuleSet get() {
        return file.get();
    }

    private RuleSet parse(List<ReloadedFiles.FileContent> files) {
        if (files.size() > 1) {
            throw new IllegalArgumentException("a rule set is one file, and the directory has " + files.size());
        }
        return yaml.read(new String(files.get(0).bytes(), StandardCharsets.UTF_8));
    }
}
