// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Set;

import org.postern.analysis.spam.dns.DnsQuery;
import org.postern.analysis.spam.dns.DnsTest;
import org.postern.analysis.spam.dns.QueryRestriction;
import org.postern.analysis.spam.options.RuleOptions;

/** What the rules want to know of the DNS about one message. */
final class SpamQuestions {
    private final CompiledRules rules;
    private final RuleOptions options;
    private final BitSet running;
    private final StepCounter steps;
    private final RunContext context;

    SpamQuestions(CompiledRules rules, RuleOptions options, SpamInput input, SpamBudget budget) {
        this.rules = rules;
        this.options = options;
        this.running = rules.running(input.scores());
        this.steps = new StepCounter(budget);
        this.context = new RunContext(input, options, steps, name -> 0);
    }

    /** Each question once, also for those that several rules have. */
    Set<DnsQuery> all() {
        Set<DnsQuery> all = new LinkedHashSet<>();
        QueryRestriction restriction = QueryRestriction.of(options);
        for (int slot : rules.asking()) {
            if (running.get(slot)) {
                steps.nextRule();
                ask(slot, all);
            }
        }
        all.removeIf(query -> !restriction.allows(query.name()));
        return all;
    }

    private void ask(int slot, Set<DnsQuery> all) {
        try {
            all.addAll(((DnsTest) ((SpamTest.Eval) rules.rule(slot).test()).test()).queries(context));
        } catch (RuntimeException | StackOverflowError e) {
            // The same fault comes up again when the rule is evaluated, and is told there.
            return;
        }
    }
}
