// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

/**
 * One spam rule, ready to run.
 *
 * @param priority rules with lower numbers run first
 */
record SpamRule(String name, SpamTest test, Scores scores, String description, RuleFlags flags, int priority, RulePlace place) {

    /** Rules whose names begin with two underscores only serve other rules. */
    boolean reported() {
        return !name.startsWith("__");
    }

    /** A score of zero switches a rule off, also for the rules that use it. */
    boolean runs(ScoreSet set) {
        if (scores.in(set) == 0) {
            return false;
        }
        boolean guarded = test instanceof SpamTest.Eval;
        return !(guarded && (flags.has("net") && !set.network() || flags.has("learn") && !set.learner()));
    }
}
