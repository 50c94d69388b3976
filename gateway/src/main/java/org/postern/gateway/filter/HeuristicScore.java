// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.facts.VirusFinding;
import org.postern.analysis.facts.VirusScan;

/**
 * Turns suspicions of virus engines (an encrypted archive, a macro, the form of phishing) into spam points: they are too often wrong to
 * count as viruses. However many there are, the points are given once.
 */
public final class HeuristicScore {
    /** Stands among the spam rules that matched. */
    public static final String RULE = "VIRUS_ENGINE_HEURISTICS";

    private final double points;

    /**
     * Makes it.
     *
     * @param points 0 gives none and names no rule
     */
    public HeuristicScore(double points) {
        this.points = points;
    }

    static HeuristicScore none() {
        return new HeuristicScore(0);
    }

    SpamAnalysis added(SpamAnalysis spam, VirusScan virus) {
        List<VirusFinding> suspicions = virus.findings().stream().filter(VirusFinding::heuristic).toList();
        if (suspicions.isEmpty() || points == 0) {
            return spam;
        }
        String names = suspicions.stream().map(VirusFinding::name).distinct().collect(Collectors.joining(", "));
        SpamHit hit = new SpamHit(RULE, points, "Virus engine suspects " + names);
        return new SpamAnalysis(spam.score() + points, Stream.concat(spam.hits().stream(), Stream.of(hit))
            .sorted(Comparator.comparingDouble(SpamHit::score).reversed()).toList(), spam.required());
    }
}
