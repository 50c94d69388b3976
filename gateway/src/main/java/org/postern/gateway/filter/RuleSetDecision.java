// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import java.util.List;
import java.util.function.Supplier;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.ListHit;
import org.postern.analysis.rules.evaluation.RuleEvaluator;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.Verdict;
import org.postern.gateway.lists.ListMembership;
import org.postern.gateway.request.FilterRequest;

/**
 * Decides by the rule set in force when the message is looked at; a message sees one rule set from its first rule to its last.
 */
public final class RuleSetDecision implements Decision {
    private final Supplier<RuleSet> ruleSet;
    private final ListMembership lists;
    private final RuleEvaluator evaluator = new RuleEvaluator();

    /** Decides without address lists. */
    public RuleSetDecision(Supplier<RuleSet> ruleSet) {
        this(ruleSet, ListMembership.none());
    }

    /** Decides by rules that may ask for address lists. */
    public RuleSetDecision(Supplier<RuleSet> ruleSet, ListMembership lists) {
        this.ruleSet = ruleSet;
        this.lists = lists;
    }

    @Override
    public List<ListHit> lists(FilterRequest request) {
        return lists.hits(request.envelope(), request.client());
    }

    @Override
    public Verdict decide(Facts facts) {
        return evaluator.evaluate(ruleSet.get(), facts);
    }
}
