// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rules;

import java.util.Map;
import java.util.TreeMap;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.Verdict;

/**
 * A message as it was judged: its facts, and what became of it.
 *
 * @param facts    all that was known
 * @param ruleSet  version of the rules that judged it
 * @param outcomes outcome by recipient, such as {@code quarantine spam}
 */
public record KeptFacts(Facts facts, String ruleSet, Map<String, String> outcomes) {
    public KeptFacts {
        outcomes = Map.copyOf(outcomes);
    }

    /** What to keep of a judged message. */
    public static KeptFacts of(Facts facts, Verdict verdict) {
        return new KeptFacts(facts, verdict.ruleSetVersion(), outcomes(verdict));
    }

    /** Outcome by recipient. */
    public static Map<String, String> outcomes(Verdict verdict) {
        Map<String, String> outcomes = new TreeMap<>();
        for (Disposition disposition : verdict.dispositions()) {
            outcomes.put(disposition.recipient(), disposition.outcomeName());
        }
        return outcomes;
    }
}
