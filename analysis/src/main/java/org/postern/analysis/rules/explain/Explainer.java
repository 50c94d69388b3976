// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.Combination;
import org.postern.analysis.rules.Group;
import org.postern.analysis.rules.Rule;
import org.postern.analysis.rules.RuleExplanation;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.Slot;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.rules.evaluation.CompiledRules;
import org.postern.analysis.rules.what.MessageSubject;
import org.postern.analysis.rules.who.Authors;
import org.postern.analysis.rules.who.WhoSubject;

/** Tells for every rule which of its objects held, and what would have changed the outcome. */
public final class Explainer {
    private final ConditionText words = new ConditionText();
    private final OutcomeChanges changes = new OutcomeChanges();

    /** The explanation of what these rules do with this message. */
    public Explanation explain(RuleSet ruleSet, Facts facts) {
        CompiledRules rules = CompiledRules.of(ruleSet);
        Verdict verdict = rules.evaluate(facts);
        MessageSubject subject = new MessageSubject(facts, rules.ownFields(facts));
        List<Explanation.RuleStory> stories = new ArrayList<>();
        for (RuleExplanation one : verdict.explanation()) {
            List<Explanation.SlotStory> slots = ruleSet.rule(one.rule()).map(rule -> slots(ruleSet, rule, facts, subject))
                .orElse(List.of());
            stories.add(new Explanation.RuleStory(one.rule(), one.recipients(), one.reason(), slots));
        }
        List<Explanation.OutcomeChange> found = changes.find(ruleSet, rules, facts, subject, verdict);
        return new Explanation(stories, found, new PlainWords(ruleSet, facts, subject).of(verdict, found));
    }

    private List<Explanation.SlotStory> slots(RuleSet ruleSet, Rule rule, Facts facts, MessageSubject subject) {
        WhoSubject sender = WhoSubject.sender(facts.envelope().sender(), facts.client().address(), () -> Authors.of(facts.headers()),
            facts.directory());
        List<WhoSubject> recipients = facts.envelope().recipients().stream()
            .map(recipient -> WhoSubject.recipient(recipient, facts.directory())).toList();
        List<Explanation.SlotStory> slots = new ArrayList<>();
        add(slots, "from", rule.from(), ruleSet.who(), one -> one.matches(sender));
        add(slots, "to", rule.to(), ruleSet.who(), one -> recipients.stream().anyMatch(one::matches));
        add(slots, "when", rule.when(), ruleSet.when(), one -> one.matches(facts.receivedAt(), ruleSet.zone()));
        add(slots, "what", rule.what(), ruleSet.what(),
            one -> facts.envelope().recipients().stream().anyMatch(recipient -> one.marks(subject, recipient).holds()));
        return slots;
    }

    private <T> void add(List<Explanation.SlotStory> slots, String name, Slot slot, Map<String, Group<T>> groups, Predicate<T> test) {
        if (slot.isEmpty()) {
            return;
        }
        slots.add(new Explanation.SlotStory(name + logic(slot.logic()), slot.groups().stream().map(group -> {
            Group<T> content = groups.get(group);
            return new Explanation.GroupStory(group, logic(content.logic()).strip(), content.objects().stream()
                .map(object -> new Explanation.ObjectStory(words.of(object), test.test(object))).toList());
        }).toList()));
    }

    private static String logic(Combination logic) {
        return (logic.invert() ? " not" : "") + (logic.all() ? " all of" : " any of");
    }
}
