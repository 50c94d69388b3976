// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import java.util.List;

/**
 * The outcome of spam analysis.
 *
 * @param score sum of the hits' scores, decimal, may be negative
 * @param hits  the rules that matched and carry a score, highest first
 */
public record SpamAnalysis(double score, List<SpamHit> hits) {
    public SpamAnalysis {
        hits = List.copyOf(hits);
    }

    public static SpamAnalysis none() {
        return new SpamAnalysis(0, List.of());
    }
}
