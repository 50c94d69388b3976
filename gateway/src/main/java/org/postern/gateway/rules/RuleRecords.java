// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rules;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.Verdict;

/** Keeps what is wanted of every decision later: hits of the rules, and the facts. Never hinders the mail. */
public final class RuleRecords {
    private final RuleHits hits;
    private final FactsQueue facts;

    public RuleRecords(RuleHits hits, FactsQueue facts) {
        this.hits = hits;
        this.facts = facts;
    }

    /** Records one decision; returns at once. */
    public void record(Facts judged, Verdict verdict) {
        hits.count(verdict);
        facts.offer(KeptFacts.of(judged, verdict));
    }
}
