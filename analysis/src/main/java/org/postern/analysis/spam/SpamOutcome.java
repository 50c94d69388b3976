// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.List;
import java.util.Map;

import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.UnknownCheck;

/**
 * What the rules said of one message, and which of them could not finish.
 *
 * @param analysis score and hits
 * @param unknown  rules that were stopped, named {@code spam.rule.NAME}; they gave no points
 * @param subtests rules that only serve others and matched, with how often
 */
public record SpamOutcome(SpamAnalysis analysis, List<UnknownCheck> unknown, Map<String, Integer> subtests) {
    public SpamOutcome {
        unknown = List.copyOf(unknown);
        subtests = Map.copyOf(subtests);
    }

    public SpamOutcome(SpamAnalysis analysis, List<UnknownCheck> unknown) {
        this(analysis, unknown, Map.of());
    }
}
