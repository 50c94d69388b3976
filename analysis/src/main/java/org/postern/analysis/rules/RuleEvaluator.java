// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.ArrayList;
import java.util.List;

import org.postern.analysis.facts.Facts;

/**
 * Decides, from facts alone, what becomes of a message for each of its recipients.
 *
 * <p>Rules are looked at by priority. A rule binds each recipient that is not settled yet and for whom its slots hold; a final action
 * settles the recipient. Whoever is not settled at the end is accepted under the name {@value UnsettledPolicy#ACCEPT}, except that
 * nobody gets an infected or unscanned message because no rule spoke of it, see {@link UnsettledPolicy}.
 */
public final class RuleEvaluator {

    /** Evaluates the rules; a pure function of its arguments. */
    public Verdict evaluate(RuleSet ruleSet, Facts facts) {
        List<RecipientState> states = facts.envelope().recipients().stream().map(RecipientState::new).toList();
        List<RuleExplanation> explanation = new ArrayList<>();
        for (Rule rule : ruleSet.byPriority()) {
            explanation.add(apply(new RuleMatch(ruleSet, rule, facts), rule, facts, states));
        }
        UnsettledPolicy.apply(facts, states).ifPresent(explanation::add);
        return new Verdict(ruleSet.version(), states.stream().map(RecipientState::disposition).toList(), explanation);
    }

    private static RuleExplanation apply(RuleMatch match, Rule rule, Facts facts, List<RecipientState> states) {
        if (!rule.active()) {
            return new RuleExplanation(rule.name(), List.of(), "the rule is not active");
        }
        if (!rule.direction().covers(facts.direction())) {
            return new RuleExplanation(rule.name(), List.of(), "the rule is for the other direction");
        }
        List<RecipientState> open = states.stream().filter(state -> !state.settled()).toList();
        if (open.isEmpty()) {
            return new RuleExplanation(rule.name(), List.of(), "every recipient is settled already");
        }
        RuleMatch.Answer message = match.message();
        if (!message.holds()) {
            return new RuleExplanation(rule.name(), List.of(), message.reason());
        }
        List<RecipientState> bound = open.stream().filter(state -> match.recipient(state.recipient())).toList();
        if (bound.isEmpty()) {
            return new RuleExplanation(rule.name(), List.of(), "no open recipient is one of " + String.join(", ", rule.to()));
        }
        boolean unscanned = UnsettledPolicy.withholds(rule, match, facts);
        bound.forEach(state -> state.bind(rule, unscanned));
        String reason = message.reason() + (unscanned ? "; withheld because virus scanning did not finish" : "");
        return new RuleExplanation(rule.name(), bound.stream().map(RecipientState::recipient).toList(), reason);
    }
}
