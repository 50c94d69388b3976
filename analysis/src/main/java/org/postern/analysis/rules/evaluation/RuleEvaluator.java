// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.evaluation;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.Verdict;

/**
 * Decides, from facts alone, what becomes of a message for each of its recipients.
 *
 * <p>Rules are looked at by priority. A rule binds each recipient that is not settled yet and for whom its slots hold; a final action
 * settles the recipient. Whoever is not settled at the end is accepted under the name {@value UnsettledPolicy#ACCEPT}, except that
 * nobody gets an infected or unscanned message because no rule spoke of it, see {@link UnsettledPolicy}. The rule set of the last
 * message is kept ready for the next one.
 */
public final class RuleEvaluator {
    private volatile CompiledRules last;

    /** Evaluates the rules; the answer depends on the arguments alone. */
    public Verdict evaluate(RuleSet ruleSet, Facts facts) {
        return compiled(ruleSet).evaluate(facts);
    }

    /** The rule set made ready, once for as long as it is the one that is asked for. */
    public CompiledRules compiled(RuleSet ruleSet) {
        CompiledRules ready = last;
        if (ready == null || ready.ruleSet() != ruleSet) {
            ready = CompiledRules.of(ruleSet);
            last = ready;
        }
        return ready;
    }
}
