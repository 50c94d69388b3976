// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.Combination;
import org.postern.analysis.rules.RuleExplanation;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.rules.what.MessageSubject;
import org.postern.analysis.rules.what.PartMarks;
import org.postern.analysis.rules.who.Authors;
import org.postern.analysis.rules.who.WhoSubject;

/** One message going through the rules. */
final class Evaluation {
    private final CompiledRules rules;
    private final Facts facts;
    private final List<RecipientState> states;
    private final WhoIndex.Answers sender;
    private final Map<String, WhoIndex.Answers> recipients = new LinkedHashMap<>();
    private final MessageSubject subject;
    private final WhatIndex.Answers message;

    Evaluation(CompiledRules rules, Facts facts) {
        this.rules = rules;
        this.facts = facts;
        this.states = facts.envelope().recipients().stream().map(RecipientState::new).toList();
        this.sender = rules.who().answers(WhoSubject.sender(facts.envelope().sender(), facts.client().address(),
            () -> Authors.of(facts.headers()), facts.directory()));
        this.subject = new MessageSubject(facts, rules.ownFields(facts));
        this.message = rules.what().answers(subject);
    }

    Verdict verdict() {
        List<RuleExplanation> explanation = new ArrayList<>(rules.rules().size() + 1);
        for (CompiledRule rule : rules.rules()) {
            explanation.add(apply(rule));
        }
        UnsettledPolicy.apply(facts, states).ifPresent(explanation::add);
        return new Verdict(rules.ruleSet().version(), states.stream().map(RecipientState::disposition).toList(), explanation,
            rules.ownFieldsInOrder(facts));
    }

    private RuleExplanation apply(CompiledRule rule) {
        if (!rule.rule().active()) {
            return rule.inactive();
        }
        if (!rule.rule().direction().covers(facts.direction())) {
            return rule.otherDirection();
        }
        if (!anyOpen()) {
            return rule.settled();
        }
        Truth from = Truth.of(rule.from(), sender);
        if (from != Truth.YES) {
            return from == Truth.NO ? rule.notFrom() : rule.unknownFrom();
        }
        if (rule.when().length > 0 && !inTime(rule)) {
            return rule.notWhen();
        }
        PartMarks general = rule.whatByRecipient() ? PartMarks.WHOLE : what(rule, "");
        if (!general.holds()) {
            return rule.notWhat();
        }
        List<RecipientState> addressed = addressed(rule);
        if (addressed.isEmpty()) {
            return unknownRecipients(rule) ? rule.unknownTo() : rule.notTo();
        }
        return bind(rule, addressed, general);
    }

    private RuleExplanation bind(CompiledRule rule, List<RecipientState> addressed, PartMarks general) {
        boolean withheld = UnsettledPolicy.withholds(rule, facts);
        List<String> bound = new ArrayList<>();
        for (RecipientState state : addressed) {
            PartMarks marks = rule.whatByRecipient() ? what(rule, state.recipient()) : general;
            if (marks.holds()) {
                state.bind(rule, marks.numbers(), withheld, facts);
                bound.add(state.recipient());
            }
        }
        if (bound.isEmpty()) {
            return rule.notWhat();
        }
        String reason = reason(rule, bound.get(0));
        return new RuleExplanation(rule.name(), bound,
            reason + (withheld ? "; withheld because virus scanning did not finish" : ""));
    }

    private boolean anyOpen() {
        for (RecipientState state : states) {
            if (!state.settled()) {
                return true;
            }
        }
        return false;
    }

    private boolean isSender(CompiledGroup group) {
        return group.holds(sender::holds);
    }

    private boolean inTime(CompiledRule rule) {
        Combination logic = rule.rule().when().logic();
        for (CompiledWhen group : rule.when()) {
            if (group.holds(facts.receivedAt()) != logic.all()) {
                return logic.of(!logic.all());
            }
        }
        return logic.of(logic.all());
    }

    private List<RecipientState> addressed(CompiledRule rule) {
        List<RecipientState> found = List.of();
        for (RecipientState state : states) {
            if (!state.settled() && addressed(rule, state.recipient())) {
                found = found.isEmpty() ? new ArrayList<>(states.size()) : found;
                found.add(state);
            }
        }
        return found;
    }

    private boolean addressed(CompiledRule rule, String recipient) {
        return rule.to().isEmpty() || to(rule, recipient) == Truth.YES;
    }

    private boolean unknownRecipients(CompiledRule rule) {
        return rules.who().asksDirectories()
            && states.stream().anyMatch(state -> !state.settled() && to(rule, state.recipient()) == Truth.UNKNOWN);
    }

    private Truth to(CompiledRule rule, String recipient) {
        WhoIndex.Answers known = recipients.get(recipient);
        if (known == null) {
            known = rules.who().answers(WhoSubject.recipient(recipient, facts.directory()));
            recipients.put(recipient, known);
        }
        return Truth.of(rule.to(), known);
    }

    private PartMarks what(CompiledRule rule, String recipient) {
        return rule.what().isEmpty() ? PartMarks.WHOLE
            : rule.what().marks(group -> marks(group, recipient, rule.marksMatter()), rule.marksMatter());
    }

    private PartMarks marks(CompiledGroup group, String recipient, boolean precise) {
        return group.marks(number -> message.marks(number, recipient), subject.tree(), precise);
    }

    private String reason(CompiledRule rule, String recipient) {
        List<String> reasons = new ArrayList<>();
        if (!rule.from().isEmpty()) {
            reasons.add(SlotWords.held("from", rule.rule().from(), rule.from().first(this::isSender).orElse("")));
        }
        if (rule.when().length > 0) {
            String first = List.of(rule.when()).stream().filter(group -> group.holds(facts.receivedAt())).map(CompiledWhen::name)
                .findFirst().orElse("");
            reasons.add(SlotWords.held("when", rule.rule().when(), first));
        }
        if (!rule.what().isEmpty()) {
            String first = rule.what().first(group -> marks(group, recipient, false).holds()).orElse("");
            reasons.add(SlotWords.held("what", rule.rule().what(), first));
        }
        return reasons.isEmpty() ? "holds for every message" : String.join(", ", reasons);
    }
}
