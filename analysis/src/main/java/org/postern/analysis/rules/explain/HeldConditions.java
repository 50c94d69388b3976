// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.Group;
import org.postern.analysis.rules.Rule;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.Slot;
import org.postern.analysis.rules.what.MessageSubject;
import org.postern.analysis.rules.who.Authors;
import org.postern.analysis.rules.who.WhoSubject;

/** What made a rule hold for a recipient, in words. */
final class HeldConditions {
    private static final int MOST = 3;
    private final SeenWords seen = new SeenWords();
    private final RuleSet ruleSet;
    private final Facts facts;
    private final MessageSubject subject;

    HeldConditions(RuleSet ruleSet, Facts facts, MessageSubject subject) {
        this.ruleSet = ruleSet;
        this.facts = facts;
        this.subject = subject;
    }

    /** Such as {@code its spam score is 7.4, and 3 is enough}; empty for a rule that holds for every message. */
    List<String> of(Rule rule, String recipient) {
        WhoSubject sender = WhoSubject.sender(facts.envelope().sender(), facts.client().address(), () -> Authors.of(facts.headers()),
            facts.directory());
        WhoSubject receiver = WhoSubject.recipient(recipient, facts.directory());
        List<String> words = new ArrayList<>();
        add(words, "the sender is", rule.from(), ruleSet.who(), one -> one.matches(sender), one -> seen.ofSender(one, facts));
        add(words, "the recipient is", rule.to(), ruleSet.who(), one -> one.matches(receiver), one -> seen.ofRecipient(one, recipient));
        add(words, "the time is", rule.when(), ruleSet.when(), one -> one.matches(facts.receivedAt(), ruleSet.zone()),
            one -> "it came at that time");
        add(words, "it is", rule.what(), ruleSet.what(), one -> one.marks(subject, recipient).holds(),
            one -> seen.of(one, subject, recipient));
        return words.stream().distinct().toList();
    }

    private static <T> void add(List<String> words, String subject, Slot slot, Map<String, Group<T>> groups, Predicate<T> holds,
                                Function<T, String> says) {
        if (slot.isEmpty()) {
            return;
        }
        if (slot.logic().invert()) {
            words.add(subject + " not " + (slot.logic().all() ? "all of " : "in ") + quoted(slot.groups()));
            return;
        }
        for (String name : slot.groups()) {
            Group<T> group = groups.get(name);
            List<T> held = group.objects().stream().filter(holds).toList();
            if (group.logic().invert()) {
                words.add(subject + " not " + (held.isEmpty() ? "in " : "only what is in ") + quoted(List.of(name)));
            } else {
                held.stream().limit(MOST).map(says).forEach(words::add);
            }
        }
    }

    private static String quoted(List<String> names) {
        return String.join(", ", names.stream().map(name -> '\u201c' + name + '\u201d').toList());
    }
}
