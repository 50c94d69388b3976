// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.explain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.Part;
import org.postern.analysis.rules.Group;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.what.MessageSubject;
import org.postern.analysis.rules.what.WhatCondition;
import org.postern.analysis.rules.who.WhoCondition;

/**
 * The changes of a message that may change what becomes of it, the small ones first: what the sender could easily have done otherwise
 * goes before what makes it another message.
 */
final class ChangeCandidates {
    private static final String STRANGER = "somebody-else@elsewhere.invalid";
    private static final String OTHER_CLIENT = "198.51.100.77";
    private static final int MOST_FIELDS = 40;
    private static final int MOST_SENDERS = 20;

    private final RuleSet ruleSet;
    private final Facts facts;
    private final FactsVariant variant = new FactsVariant();
    private final List<Candidate> candidates = new ArrayList<>();

    /**
     * One change.
     *
     * @param text    to stand behind "it would have been delivered"
     * @param message the changed message, made when it is tried
     */
    record Candidate(String text, Supplier<Facts> message) {
    }

    ChangeCandidates(RuleSet ruleSet, Facts facts) {
        this.ruleSet = ruleSet;
        this.facts = facts;
    }

    /** All of them; the list ends with another sender and another client, which is hardly the same message. */
    List<Candidate> all(MessageSubject subject) {
        scores();
        files();
        if (!facts.anomalies().isEmpty()) {
            add("without its faults of form", () -> variant.withoutAnomalies(facts));
        }
        fields();
        candidates.addAll(new ConditionChanges(facts, subject).of(whatObjects()));
        candidates.addAll(new TimeChanges(facts).of(ruleSet));
        add("from another sender", () -> variant.sender(facts, STRANGER));
        senders().forEach(sender -> add("from " + sender, () -> variant.sender(facts, sender)));
        add("from another client", () -> variant.client(facts, OTHER_CLIENT));
        if (facts.virus().infected()) {
            add("without the virus", () -> variant.withoutVirus(facts));
        }
        return List.copyOf(candidates);
    }

    private void add(String text, Supplier<Facts> message) {
        candidates.add(new Candidate(text, message));
    }

    private List<WhatCondition> whatObjects() {
        return ruleSet.what().values().stream().map(Group::objects).flatMap(List::stream).distinct().toList();
    }

    /** Scores on the other side of each threshold, the nearest first. */
    private void scores() {
        double score = facts.spam().score();
        Set<Double> thresholds = new TreeSet<>();
        whatObjects().stream().filter(WhatCondition.SpamLevel.class::isInstance)
            .forEach(one -> thresholds.add(((WhatCondition.SpamLevel) one).atLeast()));
        thresholds.stream().map(level -> score >= level ? level - 0.1 : level)
            .sorted((a, b) -> Double.compare(Math.abs(a - score), Math.abs(b - score)))
            .forEach(other -> add("with a spam score of " + trimmed(other) + " instead of " + trimmed(score),
                () -> variant.spam(facts, other)));
    }

    private void files() {
        List<Part> files = facts.parts().stream().filter(part -> part.name().isPresent() || part.attachment()).toList();
        files.forEach(part -> add("without the file " + part.name().map(SeenWords::cut).orElse("in part " + part.number()),
            () -> variant.withoutParts(facts, Set.of(part.number()))));
        if (files.size() > 1) {
            Set<Integer> numbers = files.stream().map(Part::number).collect(Collectors.toSet());
            add("without its files", () -> variant.withoutParts(facts, numbers));
        }
    }

    private void fields() {
        Set<String> names = new LinkedHashSet<>();
        facts.headers().stream().limit(MOST_FIELDS).forEach(field -> names.add(field.name()));
        facts.contents().fields().stream().limit(MOST_FIELDS).forEach(field -> names.add(field.name()));
        names.stream().filter(this::looksAt).forEach(name -> add("without the field " + SeenWords.cut(name),
            () -> variant.withoutField(facts, name)));
    }

    private boolean looksAt(String field) {
        return whatObjects().stream().anyMatch(one -> one instanceof WhatCondition.HeaderMatch header && header.field()
            .equalsIgnoreCase(field))
            || field.equalsIgnoreCase("From") && ruleSet.who().values().stream().map(Group::objects).flatMap(List::stream)
                .anyMatch(WhoCondition.HeaderFrom.class::isInstance);
    }

    private List<String> senders() {
        return ruleSet.who().values().stream().flatMap(group -> group.objects().stream())
            .filter(WhoCondition.Address.class::isInstance).map(one -> ((WhoCondition.Address) one).address()).distinct()
            .limit(MOST_SENDERS).toList();
    }

    private static String trimmed(double score) {
        return String.format(Locale.ROOT, "%.1f", score);
    }
}
