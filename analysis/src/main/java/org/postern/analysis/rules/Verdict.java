// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.List;

/**
 * The decision on one message: a disposition for each envelope recipient, and why.
 *
 * @param ruleSetVersion version of the rule set that was evaluated
 * @param dispositions   one for each recipient of the envelope, in its order
 * @param explanation    every rule that was looked at, in order
 */
public record Verdict(String ruleSetVersion, List<Disposition> dispositions, List<RuleExplanation> explanation) {
    public Verdict {
        dispositions = List.copyOf(dispositions);
        explanation = List.copyOf(explanation);
    }
}
