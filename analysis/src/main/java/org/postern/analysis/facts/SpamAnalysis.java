// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import java.util.List;

/**
 * The outcome of spam analysis.
 *
 * @param score    sum of the hits' scores, decimal, may be negative
 * @param hits     the rules that matched and carry a score, highest first
 * @param required score from which on the spam rules themselves call a message spam, more than 0; what is done with it is for the filter
 *                 rules to say
 */
public record SpamAnalysis(double score, List<SpamHit> hits, double required) {
    /** What SpamAssassin's rules are balanced for. */
    public static final double USUAL_THRESHOLD = 5;

    public SpamAnalysis {
        hits = List.copyOf(hits);
        required = required > 0 ? required : USUAL_THRESHOLD;
    }

    public SpamAnalysis(double score, List<SpamHit> hits) {
        this(score, hits, USUAL_THRESHOLD);
    }

    public static SpamAnalysis none() {
        return new SpamAnalysis(0, List.of());
    }

    /** Whether the score reaches what is required. */
    public boolean isSpam() {
        return score >= required;
    }
}
