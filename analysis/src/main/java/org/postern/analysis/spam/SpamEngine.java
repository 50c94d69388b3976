// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.time.Instant;
import java.util.Set;

import org.postern.analysis.mime.MessageView;
import org.postern.analysis.spam.dns.DnsQuery;
import org.postern.analysis.spam.options.RuleOptions;

/**
 * Runs spam rules over messages. What is made from the rules is made once; one engine serves all threads.
 */
public final class SpamEngine {
    private final SpamRules rules;
    private final CompiledRules compiled;

    /** An engine for these rules. */
    public SpamEngine(SpamRules rules) {
        this.rules = rules;
        this.compiled = new CompiledRules(rules.rules());
    }

    /** Runs all rules within the budget. Never throws for what is in the message. */
    public SpamOutcome analyse(SpamInput input, SpamBudget budget) {
        return new SpamRun(compiled, rules.options(), rules.threshold(), input, budget).outcome();
    }

    /**
     * The questions to the DNS that the rules have for a message, by what is known so far: answers that are among the findings can lead to
     * further questions. Never throws for what is in the message.
     */
    public Set<DnsQuery> questions(SpamInput input, SpamBudget budget) {
        return new SpamQuestions(compiled, rules.options(), input, budget).all();
    }

    /** Whether any rule that counts in this set of scores has questions to the DNS. */
    public boolean asks(ScoreSet scores) {
        return compiled.asking().stream().anyMatch(compiled.running(scores)::get);
    }

    /** The same for a message of which only the general view is at hand. */
    public SpamOutcome analyse(MessageView view, SpamBudget budget) {
        return analyse(SpamInput.of(new ViewedMessage(view), Instant.EPOCH), budget);
    }

    /** What the rule files set besides rules, for whoever makes the texts of messages. */
    public RuleOptions options() {
        return rules.options();
    }

    /** The score from which on the rule files call a message spam. */
    public double threshold() {
        return rules.threshold();
    }
}
