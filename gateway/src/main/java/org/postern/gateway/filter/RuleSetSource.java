// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;

import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.RuleSetYaml;

/**
 * The rule set in force, from a YAML file that administrators edit while the server runs.
 */
public final class RuleSetSource implements Supplier<RuleSet> {
    private final ReloadedFile<RuleSet> file;

    /**
     * Reads the file for the first time.
     *
     * @throws UnusableFileException when it does not hold a rule set
     */
    public RuleSetSource(Path file, Clock clock) {
        RuleSetYaml yaml = new RuleSetYaml();
        this.file = new ReloadedFile<>(file, yaml::read, clock);
    }

    @Override
    public RuleSet get() {
        return file.get();
    }
}
