// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.List;

import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.spam.eval.EvalTests;
import org.postern.analysis.spam.options.RuleOptions;

/**
 * Spam rules compiled from files in SpamAssassin's notation, immutable and shared by all threads, with what in the files could not be
 * used.
 */
public final class SpamRules {
    private final List<SpamRule> rules;
    private final RuleOptions options;
    private final List<RuleWarning> warnings;
    private final List<RuleWarning> notes;

    SpamRules(List<SpamRule> rules, RuleOptions options, List<RuleWarning> warnings, List<RuleWarning> notes) {
        this.rules = List.copyOf(rules);
        this.options = options;
        this.warnings = List.copyOf(warnings);
        this.notes = List.copyOf(notes);
    }

    /** Compiles files that use no eval tests, see {@link #parse(List, RuleSetup)}. */
    public static SpamRules parse(List<SpamRuleFile> files) {
        return parse(files, RuleSetup.of(EvalTests.none()));
    }

    /** Compiles the files in this order; a later definition of a name replaces an earlier one. Never fails, see {@link #warnings}. */
    public static SpamRules parse(List<SpamRuleFile> files, RuleSetup setup) {
        RuleFileReader reader = new RuleFileReader(setup);
        files.forEach(reader::read);
        return reader.rules();
    }

    /** What is not understood or does not compile; such rules never match. */
    public List<RuleWarning> warnings() {
        return warnings;
    }

    /** Keywords that are known and have no effect here, with the reason, at their first use. */
    public List<RuleWarning> notes() {
        return notes;
    }

    /** Number of rules that can match. */
    public int size() {
        return rules.size();
    }

    /** All that the files set besides rules. */
    public RuleOptions options() {
        return options;
    }

    /** The score from which on the files call a message spam. */
    public double threshold() {
        try {
            String usual = String.valueOf(SpamAnalysis.USUAL_THRESHOLD);
            return Double.parseDouble(options.last("required_score", options.last("required_hits", usual)));
        } catch (NumberFormatException e) {
            return SpamAnalysis.USUAL_THRESHOLD;
        }
    }

    List<SpamRule> rules() {
        return rules;
    }
}
