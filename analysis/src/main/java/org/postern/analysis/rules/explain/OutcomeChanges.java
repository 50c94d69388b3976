// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.rules.evaluation.CompiledRules;
import org.postern.analysis.rules.what.MessageSubject;

/**
 * Looks for the smallest change of a message that changes what becomes of it: one thing at a time, the small ones first, each tried by
 * evaluating the rules again.
 */
final class OutcomeChanges {

    List<Explanation.OutcomeChange> find(RuleSet ruleSet, CompiledRules rules, Facts facts, MessageSubject subject, Verdict verdict) {
        Map<String, Disposition> open = new LinkedHashMap<>();
        verdict.dispositions().forEach(one -> open.put(one.recipient(), one));
        List<Explanation.OutcomeChange> found = new ArrayList<>();
        for (ChangeCandidates.Candidate candidate : new ChangeCandidates(ruleSet, facts).all(subject)) {
            if (open.isEmpty()) {
                break;
            }
            for (Disposition other : rules.evaluate(candidate.message().get()).dispositions()) {
                Disposition was = open.get(other.recipient());
                if (was != null && !was.outcomeName().equals(other.outcomeName())) {
                    found.add(new Explanation.OutcomeChange(other.recipient(), candidate.text(), other.outcomeName()));
                    open.remove(other.recipient());
                }
            }
        }
        return found;
    }
}
