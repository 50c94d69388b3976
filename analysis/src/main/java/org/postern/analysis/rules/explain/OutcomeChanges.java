// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.Part;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.Group;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.rules.evaluation.CompiledRules;
import org.postern.analysis.rules.what.WhatCondition;
import org.postern.analysis.rules.who.WhoCondition;

/**
 * Looks for the smallest change of a message that changes what becomes of it: one thing at a time, the small ones first, each tried by
 * evaluating the rules again.
 */
final class OutcomeChanges {
    private static final String STRANGER = "somebody-else@elsewhere.invalid";
    private static final int MOST_FIELDS = 40;
    private final FactsVariant variant = new FactsVariant();

    List<Explanation.OutcomeChange> find(RuleSet ruleSet, CompiledRules rules, Facts facts, Verdict verdict) {
        Map<String, Disposition> open = new LinkedHashMap<>();
        verdict.dispositions().forEach(one -> open.put(one.recipient(), one));
        List<Explanation.OutcomeChange> found = new ArrayList<>();
        for (Map.Entry<String, Facts> candidate : candidates(ruleSet, facts).entrySet()) {
            if (open.isEmpty()) {
                break;
            }
            for (Disposition other : rules.evaluate(candidate.getValue()).dispositions()) {
                Disposition was = open.get(other.recipient());
                if (was != null && !was.outcomeName().equals(other.outcomeName())) {
                    found.add(new Explanation.OutcomeChange(other.recipient(), candidate.getKey(), other.outcomeName()));
                    open.remove(other.recipient());
                }
            }
        }
        return found;
    }

    /** Changed messages by what is changed, the smallest changes first. */
    private Map<String, Facts> candidates(RuleSet ruleSet, Facts facts) {
        Map<String, Facts> candidates = new LinkedHashMap<>();
        double score = facts.spam().score();
        scores(ruleSet, score).forEach(other -> candidates.put("with a spam score of " + trimmed(other) + " instead of " + trimmed(score),
            variant.spam(facts, other)));
        List<Part> files = facts.parts().stream().filter(part -> part.name().isPresent() || part.attachment()).toList();
        files.forEach(part -> candidates.put("without the file " + part.name().orElse("in part " + part.number()),
            variant.withoutParts(facts, Set.of(part.number()))));
        if (files.size() > 1) {
            candidates.put("without its files", variant.withoutParts(facts, files.stream().map(Part::number).collect(Collectors.toSet())));
        }
        if (!facts.anomalies().isEmpty()) {
            candidates.put("without its faults of form", variant.withoutAnomalies(facts));
        }
        Set<String> names = new LinkedHashSet<>();
        facts.headers().stream().limit(MOST_FIELDS).forEach(field -> names.add(field.name()));
        names.stream().filter(name -> looksAt(ruleSet, name)).forEach(name -> candidates.put("without the field " + name,
            variant.withoutField(facts, name)));
        candidates.put("from another sender", variant.sender(facts, STRANGER));
        senders(ruleSet).forEach(sender -> candidates.put("from " + sender, variant.sender(facts, sender)));
        candidates.put("from another client", variant.client(facts, "198.51.100.77"));
        if (facts.virus().infected()) {
            candidates.put("without the virus", variant.withoutVirus(facts));
        }
        return candidates;
    }

    /** Scores on the other side of each threshold, the nearest first. */
    private static List<Double> scores(RuleSet ruleSet, double score) {
        Set<Double> thresholds = new TreeSet<>();
        ruleSet.what().values().stream().flatMap(group -> group.objects().stream())
            .filter(WhatCondition.SpamLevel.class::isInstance).forEach(one -> thresholds.add(((WhatCondition.SpamLevel) one).atLeast()));
        return thresholds.stream().map(level -> score >= level ? level - 0.1 : level)
            .sorted((a, b) -> Double.compare(Math.abs(a - score), Math.abs(b - score))).toList();
    }

    private static boolean looksAt(RuleSet ruleSet, String field) {
        return ruleSet.what().values().stream().flatMap(group -> group.objects().stream())
            .anyMatch(one -> one instanceof WhatCondition.HeaderMatch header && header.field().equalsIgnoreCase(field))
            || field.equalsIgnoreCase("From") && ruleSet.who().values().stream().map(Group::objects).flatMap(List::stream)
                .anyMatch(WhoCondition.HeaderFrom.class::isInstance);
    }

    private static List<String> senders(RuleSet ruleSet) {
        return ruleSet.who().values().stream().flatMap(group -> group.objects().stream())
            .filter(WhoCondition.Address.class::isInstance).map(one -> ((WhoCondition.Address) one).address()).distinct().limit(20)
                .toList();
    }

    private static String trimmed(double score) {
        return String.format(Locale.ROOT, "%.1f", score);
    }
}
