// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.List;

/**
 * The decision on one message: a disposition for each envelope recipient, and why.
 *
 * @param ruleSetVersion version of the rule set that was evaluated
 * @param dispositions   one for each recipient of the envelope, in its order
 * @param explanation    every rule that was looked at, in order
 * @param ownFields      lower-case names of header fields that the rules set themselves, and that a message must not bring along
 */
public record Verdict(String ruleSetVersion, List<Disposition> dispositions, List<RuleExplanation> explanation,
                      List<String> ownFields) {
    public Verdict {
        dispositions = List.copyOf(dispositions);
        explanation = List.copyOf(explanation);
        ownFields = List.copyOf(ownFields);
    }

    /** A verdict that no rule set has made. */
    public Verdict(String ruleSetVersion, List<Disposition> dispositions, List<RuleExplanation> explanation) {
        this(ruleSetVersion, dispositions, explanation, List.of());
    }

    /** The same with the explanation of those rules alone that bound a recipient: what a mail carries along. */
    public Verdict brief() {
        return new Verdict(ruleSetVersion, dispositions,
            explanation.stream().filter(one -> !one.recipients().isEmpty()).toList(), ownFields);
    }
}
