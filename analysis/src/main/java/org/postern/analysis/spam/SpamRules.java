// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.List;

/**
 * Spam rules compiled from files in SpamAssassin's notation, immutable and shared by all threads, with what in the files could not be
 * used.
 */
public final class SpamRules {
    private final List<SpamRule> rules;
    private final List<RuleWarning> warnings;

    SpamRules(List<SpamRule> rules, List<RuleWarning> warnings) {
        this.rules = List.copyOf(rules);
        this.warnings = List.copyOf(warnings);
    }

    /** Compiles the files in this order; a later definition of a name replaces an earlier one. Never fails, see {@link #warnings}. */
    public static SpamRules parse(List<SpamRuleFile> files) {
        RuleFileReader reader = new RuleFileReader();
        files.forEach(reader::read);
        return reader.rules();
    }

    /** What is not understood or does not compile; such rules never match. */
    public List<RuleWarning> warnings() {
        return warnings;
    }

    /** Number of rules that can match. */
    public int size() {
        return rules.size();
    }

    List<SpamRule> rules() {
        return rules;
    }
}
