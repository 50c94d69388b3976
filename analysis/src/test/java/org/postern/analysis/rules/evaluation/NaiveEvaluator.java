// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.evaluation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.Part;
import org.postern.analysis.facts.VirusScan;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.BoundAction;
import org.postern.analysis.rules.Combination;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.Group;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.analysis.rules.Rule;
import org.postern.analysis.rules.RuleDirection;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.Slot;
import org.postern.analysis.rules.what.MessageSubject;
import org.postern.analysis.rules.what.PartMarks;
import org.postern.analysis.rules.what.PartTree;
import org.postern.analysis.rules.what.WhatCondition;
import org.postern.analysis.rules.when.WhenCondition;
import org.postern.analysis.rules.who.Authors;
import org.postern.analysis.rules.who.WhoCondition;
import org.postern.analysis.rules.who.WhoSubject;

/** The rules read plainly, one recipient at a time, every object asked, nothing remembered: slow, and easy to check by eye. */
final class NaiveEvaluator {
    private final RuleSet rules;
    private final Facts facts;
    private final MessageSubject subject;

    /** What a test found: parts, or the whole message. */
    private record Found(boolean holds, boolean whole, Set<Integer> parts) {
        static final Found NOTHING = new Found(false, false, Set.of());
    }

    NaiveEvaluator(RuleSet rules, Facts facts) {
        this.rules = rules;
        this.facts = facts;
        Set<String> own = new HashSet<>();
        for (Rule rule : rules.rules()) {
            if (rule.active() && covers(rule)) {
                for (Action action : rules.actionsOf(rule)) {
                    if (action instanceof Action.SetHeader header && header.field().startsWith("X-")) {
                        own.add(header.field().toLowerCase());
                    }
                }
            }
        }
        this.subject = new MessageSubject(facts, own);
    }

    List<Disposition> dispositions() {
        return facts.envelope().recipients().stream().map(this::disposition).toList();
    }

    private Disposition disposition(String recipient) {
        List<BoundAction> actions = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int priority = 100; priority >= 0; priority--) {
            for (Rule rule : rules.rules()) {
                if (rule.priority() != priority || !rule.active() || !covers(rule) || !from(rule) || !to(rule, recipient) || !when(rule)) {
                    continue;
                }
                Found what = what(rule, recipient);
                if (!what.holds()) {
                    continue;
                }
                names.add(rule.name());
                Action last = null;
                for (Action action : rules.actionsOf(rule)) {
                    if (action.isFinal()) {
                        last = last == null || action.rank() < last.rank() ? action : last;
                    } else {
                        boolean parts = action instanceof Action.RemoveAttachments remove && !remove.all();
                        actions.add(new BoundAction(rule.name(), action, parts ? List.copyOf(what.parts()) : List.of()));
                    }
                }
                if (last != null) {
                    return new Disposition(recipient, outcome(last, rule), actions, names);
                }
            }
        }
        VirusScan.Status status = facts.virus().status();
        names.add(status == VirusScan.Status.INFECTED ? "default-quarantine-virus"
            : status == VirusScan.Status.UNKNOWN ? "default-quarantine-unscanned" : "default-accept");
        return new Disposition(recipient, status == VirusScan.Status.INFECTED ? new Action.Quarantine(QuarantineKind.VIRUS)
            : status == VirusScan.Status.UNKNOWN ? new Action.Quarantine(QuarantineKind.UNSCANNED) : new Action.Accept(), actions, names);
    }

    private Action outcome(Action last, Rule rule) {
        boolean speaksOfUnscanned = rule.what().groups().stream().anyMatch(name ->
            rules.what().get(name).objects().contains(new WhatCondition.Unscanned()));
        if (last instanceof Action.Accept && facts.virus().status() == VirusScan.Status.UNKNOWN && !speaksOfUnscanned) {
            return new Action.Quarantine(QuarantineKind.UNSCANNED);
        }
        if (last instanceof Action.QuarantineByCause) {
            return new Action.Quarantine(facts.virus().status() == VirusScan.Status.INFECTED ? QuarantineKind.VIRUS : QuarantineKind.SPAM);
        }
        return last instanceof Action.Hold ? new Action.Quarantine(QuarantineKind.HELD) : last;
    }

    private boolean covers(Rule rule) {
        return rule.direction() == RuleDirection.BOTH
            || (rule.direction() == RuleDirection.IN) == (facts.direction() == Direction.INCOMING);
    }

    private boolean from(Rule rule) {
        WhoSubject sender = WhoSubject.sender(facts.envelope().sender(), facts.client().address(), () -> Authors.of(facts.headers()));
        return slot(rule.from(), rule.from().groups().stream().map(name -> who(rules.who().get(name), sender)).toList());
    }

    private boolean to(Rule rule, String recipient) {
        WhoSubject one = WhoSubject.recipient(recipient);
        return slot(rule.to(), rule.to().groups().stream().map(name -> who(rules.who().get(name), one)).toList());
    }

    private boolean when(Rule rule) {
        return slot(rule.when(), rule.when().groups().stream().map(name -> {
            Group<WhenCondition> group = rules.when().get(name);
            return combined(group.logic(), group.objects().stream().map(one -> one.matches(facts.receivedAt(), rules.zone())).toList());
        }).toList());
    }

    private static boolean who(Group<WhoCondition> group, WhoSubject who) {
        return combined(group.logic(), group.objects().stream().map(one -> one.matches(who)).toList());
    }

    private static boolean slot(Slot slot, List<Boolean> groups) {
        return slot.groups().isEmpty() || combined(slot.logic(), groups);
    }

    private static boolean combined(Combination logic, List<Boolean> answers) {
        boolean plain = logic.all() ? !answers.contains(false) : answers.contains(true);
        return logic.invert() ? !plain : plain;
    }

    private Found what(Rule rule, String recipient) {
        List<Found> groups = rule.what().groups().stream().map(name -> group(rules.what().get(name), recipient)).toList();
        if (!slot(rule.what(), groups.stream().map(Found::holds).toList())) {
            return Found.NOTHING;
        }
        Set<Integer> parts = new TreeSet<>();
        groups.stream().filter(Found::holds).forEach(one -> parts.addAll(one.parts()));
        return new Found(true, false, parts);
    }

    private Found group(Group<WhatCondition> group, String recipient) {
        PartTree tree = new PartTree(facts.parts());
        Set<Integer> leaves = facts.parts().stream().map(Part::number).filter(tree.leaves()::get).collect(Collectors.toSet());
        List<Found> objects = group.objects().stream().map(one -> found(one.marks(subject, recipient))).toList();
        boolean holds = group.logic().all() ? objects.stream().allMatch(Found::holds) : objects.stream().anyMatch(Found::holds);
        List<Found> matching = objects.stream().filter(Found::holds).toList();
        boolean whole = holds && matching.stream().allMatch(Found::whole);
        Set<Integer> parts = new TreeSet<>();
        if (holds && !whole && group.logic().all()) {
            parts.addAll(leaves);
            matching.stream().filter(one -> !one.whole()).forEach(one -> parts.retainAll(one.parts()));
            holds = !parts.isEmpty();
        } else if (holds && !whole) {
            matching.forEach(one -> parts.addAll(one.whole() ? leaves : one.parts()));
        }
        if (!group.logic().invert()) {
            return new Found(holds, whole, holds ? parts : Set.of());
        }
        Set<Integer> rest = new TreeSet<>(leaves);
        rest.removeAll(holds ? parts : Set.of());
        if (whole || holds && rest.isEmpty()) {
            return Found.NOTHING;
        }
        rest.removeIf(tree.bodyTexts()::get);
        return new Found(true, false, rest);
    }

    private static Found found(PartMarks marks) {
        return new Found(marks.holds(), marks.isWhole(), Set.copyOf(marks.numbers()));
    }
}
