// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import org.postern.analysis.spam.dns.DnsTest;

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

    /** Whether only answers of the DNS can tell. */
    boolean asksDns() {
        return test instanceof SpamTest.Eval eval && eval.test() instanceof DnsTest;
    }

    /** A score of zero switches a rule off, also for the rules that use it. */
    boolean runs(ScoreSet set) {
        if (scores.in(set) == 0) {
            return false;
        }
        boolean guarded = test instanceof SpamTest.Eval;
        return !(guarded && ((flags.has("net") || asksDns()) && !set.network() || flags.has("learn") && !set.learner()));
    }
}
