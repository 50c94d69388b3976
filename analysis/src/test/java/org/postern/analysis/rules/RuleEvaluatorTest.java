// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.TestFacts;
import org.postern.analysis.facts.VirusScan;
import org.postern.analysis.rules.evaluation.RuleEvaluator;
import org.postern.analysis.rules.what.WhatCondition;
import org.postern.analysis.rules.who.WhoCondition;

class RuleEvaluatorTest {
    private static final Action.SetHeader MARK = new Action.SetHeader("X-Mark", "1");
    private final RuleEvaluator evaluator = new RuleEvaluator();

    @Test
    void higherPriorityShouldDecideAndSettle() {
        RuleSet rules = rules(rule("low", 10, new Action.Block()), rule("high", 20, new Action.Quarantine(QuarantineKind.SPAM)));
        assertThat(only(rules, TestFacts.clean())).isEqualTo(
            new Disposition("b@example.com", new Action.Quarantine(QuarantineKind.SPAM), List.of(), List.of("high")));
    }

    @Test
    void rulesOfEqualPriorityShouldBeTakenInTheirOrder() {
        RuleSet rules = rules(rule("first", 10, new Action.Block()), rule("second", 10, new Action.Accept()));
        assertThat(only(rules, TestFacts.clean()).rules()).containsExactly("first");
    }

    @Test
    void actionsWithoutFinalShouldAddUp() {
        Action.SetHeader other = new Action.SetHeader("X-Other", "2");
        RuleSet rules = rules(rule("a", 30, MARK), rule("b", 20, other, new Action.Accept()), rule("c", 10, MARK));
        assertThat(only(rules, TestFacts.clean())).isEqualTo(
            new Disposition("b@example.com", new Action.Accept(), List.of(BoundAction.of("a", MARK), BoundAction.of("b", other)),
                List.of("a", "b")));
    }

    @Test
    void quarantineShouldBeatBlockAndAcceptInOneRule() {
        RuleSet rules = rules(rule("all", 10, new Action.Accept(), new Action.Block(), new Action.Quarantine(QuarantineKind.VIRUS), MARK));
        assertThat(only(rules, TestFacts.clean())).isEqualTo(
            new Disposition("b@example.com", new Action.Quarantine(QuarantineKind.VIRUS), List.of(BoundAction.of("all", MARK)),
                List.of("all")));
    }

    @Test
    void eachRecipientShouldBeDecidedForItself() {
        RuleSet rules = new RuleSet("1", Map.of("Sales", Group.of(new WhoCondition.Domain("sales.example", false))), Map.of(),
            List.of(new Rule("sales", 50, true, RuleDirection.BOTH, List.of(), List.of("Sales"), List.of(), List.of(new Action.Block()))));
        Facts facts = TestFacts.clean("a@sales.example", "b@example.com", "c@SALES.example");
        assertThat(evaluator.evaluate(rules, facts).dispositions()).extracting(Disposition::blocks).containsExactly(true, false, true);
    }

    @Test
    void unsettledRecipientOfACleanMessageShouldBeAccepted() {
        Verdict verdict = evaluator.evaluate(rules(rule("mark", 10, MARK)), TestFacts.clean());
        assertThat(verdict.dispositions()).containsExactly(
            new Disposition("b@example.com", new Action.Accept(), List.of(BoundAction.of("mark", MARK)), List.of("mark",
                "default-accept")));
        assertThat(verdict.explanation()).extracting(RuleExplanation::rule).containsExactly("mark", "default-accept");
    }

    @Test
    void messageShouldBeAcceptedWhenScanningIsSwitchedOff() {
        assertThat(only(rules(), TestFacts.virus(VirusScan.disabled())).delivers()).isTrue();
    }

    @Test
    void infectedMessageShouldNotBeDeliveredBecauseNoRuleSpeaksOfIt() {
        Disposition disposition = only(rules(), TestFacts.infected());
        assertThat(disposition.outcome()).isEqualTo(new Action.Quarantine(QuarantineKind.VIRUS));
        assertThat(disposition.rules()).containsExactly("default-quarantine-virus");
    }

    @Test
    void unscannedMessageShouldNotBeDeliveredBecauseNoRuleSpeaksOfIt() {
        Disposition disposition = only(rules(), TestFacts.virus(VirusScan.unknown()));
        assertThat(disposition.outcome()).isEqualTo(new Action.Quarantine(QuarantineKind.UNSCANNED));
        assertThat(disposition.rules()).containsExactly("default-quarantine-unscanned");
    }

    @Test
    void acceptingRuleShouldNotDeliverAnUnscannedMessageUnlessItNamesThatCase() {
        Facts unscanned = TestFacts.virus(VirusScan.unknown());
        assertThat(only(rules(rule("all", 10, MARK, new Action.Accept())), unscanned)).isEqualTo(
            new Disposition("b@example.com", new Action.Quarantine(QuarantineKind.UNSCANNED), List.of(BoundAction.of("all", MARK)),
                List.of("all")));
        RuleSet named = new RuleSet("1", Map.of(), Map.of("Unscanned", Group.of(new WhatCondition.Unscanned())),
            List.of(new Rule("known", 10, true, RuleDirection.BOTH, List.of(), List.of(), List.of("Unscanned"),
                List.of(new Action.Accept()))));
        assertThat(only(named, unscanned).delivers()).isTrue();
    }

    @Test
    void inactiveRuleAndRuleOfTheOtherDirectionShouldBePassedOverAndExplained() {
        RuleSet rules = rules(
            new Rule("off", 20, false, RuleDirection.BOTH, List.of(), List.of(), List.of(), List.of(new Action.Block())),
            new Rule("out", 10, true, RuleDirection.OUT, List.of(), List.of(), List.of(), List.of(new Action.Block())));
        Verdict verdict = evaluator.evaluate(rules, TestFacts.clean());
        assertThat(verdict.dispositions().get(0).delivers()).isTrue();
        assertThat(verdict.explanation()).extracting(RuleExplanation::reason)
            .containsExactly("the rule is not active", "the rule is for the other direction", "no rule settled it");
        assertThat(only(rules, TestFacts.direction(Direction.OUTGOING)).blocks()).isTrue();
    }

    @Test
    void explanationShouldNameWhatMatchedAndWhatDidNot() {
        RuleSet rules = new RuleSet("7", Map.of("Friends", Group.of(new WhoCondition.Address("friend@example.org"))),
            Map.of("Spam", Group.of(new WhatCondition.SpamLevel(3))),
            List.of(new Rule("friends", 20, true, RuleDirection.IN, List.of("Friends"), List.of(), List.of(), List.of(new Action.Accept())),
                new Rule("spam", 10, true, RuleDirection.IN, List.of(), List.of(), List.of("Spam"), List.of(new Action.Block()))));
        Verdict verdict = evaluator.evaluate(rules, TestFacts.spam(4.9));
        assertThat(verdict.ruleSetVersion()).isEqualTo("7");
        assertThat(verdict.explanation()).containsExactly(
            new RuleExplanation("friends", List.of(), "the sender is none of Friends"),
            new RuleExplanation("spam", List.of("b@example.com"), "what Spam"));
    }

    @Test
    void spamLevelShouldBeComparedAsADecimalNumber() {
        RuleSet rules = new RuleSet("1", Map.of(), Map.of("Spam", Group.of(new WhatCondition.SpamLevel(5))),
            List.of(new Rule("spam", 10, true, RuleDirection.IN, List.of(), List.of(), List.of("Spam"), List.of(new Action.Block()))));
        assertThat(only(rules, TestFacts.spam(4.999)).delivers()).isTrue();
        assertThat(only(rules, TestFacts.spam(5)).blocks()).isTrue();
    }

    private Disposition only(RuleSet rules, Facts facts) {
        List<Disposition> dispositions = evaluator.evaluate(rules, facts).dispositions();
        assertThat(dispositions).hasSize(1);
        return dispositions.get(0);
    }

    private static RuleSet rules(Rule... rules) {
        return new RuleSet("1", Map.of(), Map.of(), List.of(rules));
    }

    private static Rule rule(String name, int priority, Action... actions) {
        return new Rule(name, priority, true, RuleDirection.BOTH, List.of(), List.of(), List.of(), List.of(actions));
    }
}
