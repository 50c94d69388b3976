// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import java.util.function.Supplier;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.evaluation.RuleEvaluator;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.Verdict;

/**
 * Decides by the rule set in force when the message is looked at; a message sees one rule set from its first rule to its last.
 */
public final class RuleSetDecision implements Decision {
    private final Supplier<RuleSet> ruleSet;
    private final RuleEvaluator evaluator = new RuleEvaluator();

    public RuleSetDecision(Supplier<RuleSet> ruleSet) {
        this.ruleSet = ruleSet;
    }

    @Override
    public Verdict decide(Facts facts) {
        return evaluator.evaluate(ruleSet.get(), facts);
    }
}
