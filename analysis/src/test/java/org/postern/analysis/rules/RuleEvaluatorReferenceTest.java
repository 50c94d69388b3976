// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.TestFacts;
import org.postern.analysis.facts.VirusScan;

/** Compares the evaluator with a plain reading of the rules: for one recipient at a time, by counting priorities down. */
class RuleEvaluatorReferenceTest {
    private static final Map<String, List<WhoCondition>> WHO = Map.of(
        "Sender", List.of(new WhoCondition.Address("a@example.org")),
        "Stranger", List.of(new WhoCondition.Address("x@example.org")),
        "Client", List.of(WhoCondition.ClientNetwork.of("192.0.2.0/24")),
        "One", List.of(new WhoCondition.Address("one@example.com")),
        "Both", List.of(new WhoCondition.Address("one@example.com"), new WhoCondition.Address("two@example.com")),
        "None", List.of());
    private static final Map<String, List<WhatCondition>> WHAT = Map.of(
        "Virus", List.of(new WhatCondition.Virus()),
        "Unscanned", List.of(new WhatCondition.Unscanned()),
        "Any", List.of(new WhatCondition.SpamLevel(-1)),
        "Spam", List.of(new WhatCondition.SpamLevel(100)));

    @Property
    void evaluatorShouldAgreeWithAPlainReading(@ForAll("ruleSets") RuleSet rules, @ForAll("facts") Facts facts) {
        Verdict verdict = new RuleEvaluator().evaluate(rules, facts);
        List<Disposition> expected = facts.envelope().recipients().stream().map(recipient -> plain(rules, facts, recipient)).toList();
        assertThat(verdict.dispositions()).isEqualTo(expected);
        assertThat(verdict.explanation().stream().map(RuleExplanation::rule).toList())
            .containsAll(rules.rules().stream().map(Rule::name).toList());
        for (RuleExplanation explanation : verdict.explanation()) {
            assertThat(expected.stream().filter(one -> one.rules().contains(explanation.rule())).map(Disposition::recipient).toList())
                .isEqualTo(explanation.recipients());
        }
    }

    private static Disposition plain(RuleSet rules, Facts facts, String recipient) {
        List<Action> actions = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int priority = 100; priority >= 0; priority--) {
            for (Rule rule : rules.rules()) {
                if (rule.priority() != priority || !holds(rule, facts, recipient)) {
                    continue;
                }
                names.add(rule.name());
                Action last = null;
                for (Action action : rule.actions()) {
                    if (action.isFinal() && (last == null || action.rank() < last.rank())) {
                        last = action;
                    } else if (!action.isFinal()) {
                        actions.add(action);
                    }
                }
                if (last != null) {
                    boolean blind = last instanceof Action.Accept && facts.virus().status() == VirusScan.Status.UNKNOWN
                        && !rule.what().contains("Unscanned");
                    return new Disposition(recipient, blind ? new Action.Quarantine(QuarantineKind.UNSCANNED) : last, actions, names);
                }
            }
        }
        return switch (facts.virus().status()) {
            case INFECTED -> unsettled(recipient, new Action.Quarantine(QuarantineKind.VIRUS), actions, names, "default-quarantine-virus");
            case UNKNOWN -> unsettled(recipient, new Action.Quarantine(QuarantineKind.UNSCANNED), actions, names,
                "default-quarantine-unscanned");
            default -> unsettled(recipient, new Action.Accept(), actions, names, "default-accept");
        };
    }

    private static Disposition unsettled(String recipient, Action outcome, List<Action> actions, List<String> names, String name) {
        names.add(name);
        return new Disposition(recipient, outcome, actions, names);
    }

    private static boolean holds(Rule rule, Facts facts, String recipient) {
        boolean direction = rule.direction() == RuleDirection.BOTH
            || (rule.direction() == RuleDirection.IN) == (facts.direction() == Direction.INCOMING);
        boolean from = rule.from().isEmpty() || rule.from().contains("Sender") || rule.from().contains("Client");
        boolean to = rule.to().isEmpty() || recipient.startsWith("one") && (rule.to().contains("One") || rule.to().contains("Both"))
            || recipient.startsWith("two") && rule.to().contains("Both");
        boolean what = rule.what().isEmpty() || rule.what().contains("Any")
            || rule.what().contains("Virus") && facts.virus().status() == VirusScan.Status.INFECTED
            || rule.what().contains("Unscanned") && facts.virus().status() == VirusScan.Status.UNKNOWN;
        return rule.active() && direction && from && to && what;
    }

    @Provide
    Arbitrary<Facts> facts() {
        Arbitrary<VirusScan> scans = Arbitraries.of(VirusScan.clean(), VirusScan.unknown(), VirusScan.disabled(),
            TestFacts.infected().virus());
        return Combinators.combine(scans, Arbitraries.of(Direction.values())).as((scan, direction) -> {
            Facts base = TestFacts.clean("one@example.com", "two@example.com", "three@example.com");
            return new Facts(base.version(), base.messageId(), base.receivedAt(), direction, base.envelope(), base.client(), base.size(),
                base.headers(), base.parts(), base.uris(), base.anomalies(), scan, base.spam(), base.unknown(), base.timingsMicros());
        });
    }

    @Provide
    Arbitrary<RuleSet> ruleSets() {
        Arbitrary<List<String>> from = Arbitraries.of("Sender", "Stranger", "Client", "None").list().uniqueElements().ofMaxSize(2);
        Arbitrary<List<String>> to = Arbitraries.of("One", "Both", "None", "Client").list().uniqueElements().ofMaxSize(2);
        Arbitrary<List<String>> what = Arbitraries.of(WHAT.keySet()).list().uniqueElements().ofMaxSize(2);
        Arbitrary<List<Action>> actions = Arbitraries.<Action>of(new Action.Accept(), new Action.Block(),
            new Action.Quarantine(QuarantineKind.SPAM), new Action.SetHeader("X", "1"),
            new Action.Notify("__ADMIN__", "s", "b", false)).list().uniqueElements().ofMinSize(1).ofMaxSize(3);
        Arbitrary<Rule> rules = Combinators.combine(Arbitraries.integers().between(0, 4), Arbitraries.of(true, true, true, false),
            Arbitraries.of(RuleDirection.values()), from, to, what, actions)
            .as((priority, active, direction, f, t, w, a) -> new Rule("r", priority * 25, active, direction, f, t, w, a));
        return rules.list().ofMaxSize(6).map(list -> {
            List<Rule> named = new ArrayList<>();
            for (Rule rule : list) {
                named.add(new Rule("r" + named.size(), rule.priority(), rule.active(), rule.direction(), rule.from(), rule.to(),
                    rule.what(), rule.actions()));
            }
            return new RuleSet("1", WHO, WHAT, named);
        });
    }
}
