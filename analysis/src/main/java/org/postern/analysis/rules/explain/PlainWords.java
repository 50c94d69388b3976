// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.rules.evaluation.UnsettledPolicy;
import org.postern.analysis.rules.what.MessageSubject;

/** Tells a recipient's part of a decision in a few sentences. */
final class PlainWords {
    private static final int MOST_HITS = 3;
    /** What shows as more than no points. */
    private static final double LEAST_POINTS = 0.05;
    private final RuleSet ruleSet;
    private final Facts facts;
    private final HeldConditions held;

    PlainWords(RuleSet ruleSet, Facts facts, MessageSubject subject) {
        this.ruleSet = ruleSet;
        this.facts = facts;
        this.held = new HeldConditions(ruleSet, facts, subject);
    }

    /** For each recipient, in order: what became of the message, why, and what would have changed it. */
    Map<String, List<String>> of(Verdict verdict, List<Explanation.OutcomeChange> changes) {
        Map<String, List<String>> stories = new LinkedHashMap<>();
        for (Disposition disposition : verdict.dispositions()) {
            List<String> sentences = new ArrayList<>();
            sentences.add(outcome(disposition));
            others(disposition).forEach(sentences::add);
            spam(disposition).ifPresent(sentences::add);
            changes.stream().filter(change -> change.recipient().equals(disposition.recipient())).findFirst()
                .ifPresent(change -> sentences.add("It would have been " + OutcomeWords.done(change.outcome()) + ' ' + change.text()
                    + "; this has been tried."));
            stories.put(disposition.recipient(), sentences);
        }
        return stories;
    }

    private String outcome(Disposition disposition) {
        List<String> rules = disposition.rules();
        String last = rules.isEmpty() ? "" : rules.get(rules.size() - 1);
        String what = "The message was " + OutcomeWords.done(disposition.outcomeName()) + " (" + disposition.recipient() + ")";
        return switch (last) {
            case UnsettledPolicy.ACCEPT, "" -> what + ", because no rule decided otherwise.";
            case UnsettledPolicy.INFECTED -> what + ", because a virus was found in it and no rule said what to do.";
            case UnsettledPolicy.UNSCANNED -> what + ", because its virus scan did not finish.";
            default -> what + " by the rule \u201c" + last + "\u201d" + because(last, disposition.recipient()) + '.';
        };
    }

    private String because(String rule, String recipient) {
        List<String> reasons = ruleSet.rule(rule).map(one -> held.of(one, recipient)).orElse(List.of());
        return reasons.isEmpty() ? ", which holds for every such message" : ", because " + String.join(", and ", reasons);
    }

    /** What rules did besides deciding. */
    private List<String> others(Disposition disposition) {
        Map<String, List<String>> deeds = new LinkedHashMap<>();
        disposition.bound().forEach(bound -> deeds.computeIfAbsent(bound.rule(), any -> new ArrayList<>())
            .add(OutcomeWords.deed(bound, facts)));
        String deciding = disposition.rules().get(disposition.rules().size() - 1);
        return deeds.entrySet().stream().map(entry -> "The rule \u201c" + entry.getKey() + "\u201d "
            + String.join(", and ", entry.getValue())
            + (entry.getKey().equals(deciding) ? "" : because(entry.getKey(), disposition.recipient())) + '.').toList();
    }

    private Optional<String> spam(Disposition disposition) {
        List<SpamHit> hits = facts.spam().hits().stream().filter(hit -> hit.score() >= LEAST_POINTS).limit(MOST_HITS).toList();
        boolean interesting = disposition.outcome() instanceof Action.Quarantine || disposition.blocks();
        if (hits.isEmpty() || !interesting || facts.spam().score() < 1) {
            return Optional.empty();
        }
        return Optional.of("Most spam points came from " + hits.stream().map(PlainWords::hit).collect(Collectors.joining(", ")) + '.');
    }

    private static String hit(SpamHit hit) {
        String description = hit.description().isBlank() ? "" : " (" + SeenWords.cut(hit.description()) + ")";
        return hit.rule() + description + ": " + SeenWords.points(hit.score());
    }
}
