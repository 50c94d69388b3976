// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rules;

import java.util.Optional;

import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.rules.evaluation.CompiledRules;
import org.postern.analysis.rules.explain.Explainer;
import org.postern.analysis.rules.explain.Explanation;

/** Why a message of the past ended as it did, worked out from its kept facts by the rules that judged it. */
public final class Explanations {
    private final FactsStore facts;
    private final RuleSets ruleSets;
    private final Explainer explainer = new Explainer();

    public Explanations(FactsStore facts, RuleSets ruleSets) {
        this.facts = facts;
        this.ruleSets = ruleSets;
    }

    /**
     * What rules do with a message, and why.
     *
     * @param kept        the message, and what became of it
     * @param verdict     what these rules say of it
     * @param explanation why
     */
    public record Explained(KeptFacts kept, Verdict verdict, Explanation explanation) {
        /** Whether these rules say what was done: not so when a rule file has changed and kept its version. */
        public boolean asItWas() {
            return KeptFacts.outcomes(verdict).equals(kept.outcomes());
        }
    }

    /** The facts of a message, as long as they are kept. */
    public Optional<KeptFacts> facts(String messageId) {
        return facts.find(messageId);
    }

    /** The rules that judged it; empty when they are no longer to be had. */
    public Optional<RuleSet> judges(KeptFacts kept) {
        RuleSet inForce = ruleSets.inForce();
        return kept.ruleSet().equals(inForce.version()) ? Optional.of(inForce)
            : kept.ruleSet().matches("\\d{1,18}") ? ruleSets.version(Long.parseLong(kept.ruleSet())) : Optional.empty();
    }

    /** By other rules. */
    public Explained by(RuleSet rules, KeptFacts kept) {
        return new Explained(kept, CompiledRules.of(rules).evaluate(kept.facts()), explainer.explain(rules, kept.facts()));
    }

    /** By the rules that judged it; empty when its facts or those rules are not kept. */
    public Optional<Explained> of(String messageId) {
        return facts(messageId).flatMap(kept -> judges(kept).map(rules -> by(rules, kept)));
    }
}
