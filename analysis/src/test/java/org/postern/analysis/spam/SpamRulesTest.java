// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.analysis.CaseFile;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.MessageView;
import org.postern.analysis.spam.eval.EvalFunction;
import org.postern.analysis.spam.eval.EvalOutcome;
import org.postern.analysis.spam.eval.EvalPlugin;
import org.postern.analysis.spam.eval.EvalTests;

class SpamRulesTest {
    private static final MessageAnalyser ANALYSER = new MessageAnalyser();

    static List<CaseFile.Case> cases() {
        return CaseFile.read(SpamRulesTest.class, "rule-syntax.cases");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rulesShouldHitAndWarnAsTheirCaseSays(CaseFile.Case one) throws IOException {
        SpamRules rules = rules(one.text("rules"));
        SpamOutcome outcome = new SpamEngine(rules).analyse(view(one.text("message")), SpamBudget.defaults());
        assertThat(outcome.analysis().hits().stream().map(hit -> hit.rule() + "=" + hit.score()).toList())
            .containsExactlyInAnyOrder(one.words("hits"));
        assertThat(rules.warnings().stream().map(RuleWarning::toString).toList()).containsExactlyElementsOf(one.lines("warnings"));
        assertThat(outcome.unknown()).isEmpty();
    }

    @Test
    void runawayRuleShouldBeUnknownAndScoreNothing() throws IOException {
        SpamRules rules = rules("body RUNAWAY /^(a+)+\\1c$/\nscore RUNAWAY 50\n"
            + "body FINE /aaa/\nmeta USES RUNAWAY\nmeta SETTLED (RUNAWAY || FINE)\n");
        SpamOutcome outcome = new SpamEngine(rules).analyse(view("Subject: x\n\n" + "a".repeat(60) + "b"), SpamBudget.defaults());
        assertThat(outcome.unknown()).extracting(UnknownCheck::check)
            .containsExactlyInAnyOrder("spam.rule.RUNAWAY", "spam.rule.USES");
        assertThat(outcome.analysis().hits()).extracting(SpamHit::rule).containsExactlyInAnyOrder("FINE", "SETTLED");
        assertThat(outcome.analysis().score()).isEqualTo(2);
    }

    @Test
    void ruleThatGoesTooDeepShouldBeUnknown() throws IOException {
        SpamRules rules = rules("full DEEP /^(?:..|\\n)*x$/\n");
        SpamOutcome outcome = new SpamEngine(rules).analyse(view("Subject: x\n\n" + "ab ".repeat(100_000)), SpamBudget.defaults());
        assertThat(outcome.unknown()).extracting(UnknownCheck::check).containsExactly("spam.rule.DEEP");
    }

    @Test
    void messageBudgetShouldStopWhatIsLeft() throws IOException {
        SpamRules rules = rules("body A /a(?=a*b)/\nbody B /a(?=a*b)/\nbody C /a(?=a*b)/\n");
        SpamOutcome outcome = new SpamEngine(rules).analyse(view("Subject: x\n\n" + "a".repeat(2000)), new SpamBudget(1_000_000, 3000));
        assertThat(outcome.unknown()).extracting(UnknownCheck::check).contains("spam.rule.C");
        assertThat(outcome.analysis().hits()).isEmpty();
    }

    @Test
    void hitShouldShowWhatMatchedOnOneLineAndCut() throws IOException {
        SpamRules rules = rules("full LINES /one\\ntwo/\nbody LONG /a+/\nheader HAS exists:Subject\nbody EURO /\\xe2\\x82\\xac/\n");
        SpamOutcome outcome = new SpamEngine(rules).analyse(view("Subject: x\n\none\ntwo \u20ac " + "a".repeat(500)),
            SpamBudget.defaults());
        assertThat(outcome.analysis().hits()).extracting(SpamHit::rule, SpamHit::matched).containsExactlyInAnyOrder(
            tuple("LINES", "one\\ntwo"), tuple("LONG", "a".repeat(120) + "..."), tuple("HAS", ""), tuple("EURO", "\u20ac"));
    }

    @Test
    void scoreSetShouldChooseTheScoreAndTheRulesThatRun() throws IOException {
        SpamRules rules = SpamRules.parse(List.of(file("t.cf", "body FOUR /x/\nscore FOUR 1 2 0 4\nheader LEARNED eval:yes()\n"
            + "tflags LEARNED learn\nheader ASKED eval:yes()\ntflags ASKED net\n")), RuleSetup.of(yes()));
        assertThat(hits(rules, ScoreSet.LOCAL)).containsExactlyInAnyOrder("FOUR=1.0");
        assertThat(hits(rules, ScoreSet.NETWORK)).containsExactlyInAnyOrder("FOUR=2.0", "ASKED=1.0");
        assertThat(hits(rules, ScoreSet.LEARNER)).containsExactlyInAnyOrder("LEARNED=1.0");
        assertThat(hits(rules, ScoreSet.NETWORK_AND_LEARNER)).containsExactlyInAnyOrder("FOUR=4.0", "LEARNED=1.0", "ASKED=1.0");
    }

    @Test
    void evalTestShouldGetItsArgumentsAndGiveItsOwnScoreAndText() throws IOException {
        EvalFunction echo = call -> context -> EvalOutcome.hit(String.join("|", call.arguments())).scoring(call.number(1, 0))
            .described("own " + call.kind());
        EvalTests tests = new EvalTests(List.of(new EvalPlugin("Echo", Set.of("echo_loud"), Set.of("Echo::has_it"), Map.of("echo", echo,
            "fails", call -> context -> {
                throw new IllegalStateException("no");
            }, "picky", call -> context -> EvalOutcome.of(call.argument(0).isEmpty()),
            "unsure", call -> context -> EvalOutcome.unknown("no answer yet")))));
        SpamRules rules = SpamRules.parse(List.of(file("t.cf", "echo_loud 1\nifplugin Echo\nif can(Echo::has_it)\n"
            + "body ECHO eval:echo('a, b', \"2.5\", c-d.e)\nendif\nendif\nbody FAILS eval:fails()\nbody PICKY eval:picky()\n"
            + "body UNSURE eval:unsure()\nmeta USES (UNSURE)\nbody BAD eval:echo('a' b)\n")), RuleSetup.of(tests));
        SpamOutcome outcome = new SpamEngine(rules).analyse(view("Subject: x\n\nx"), SpamBudget.defaults());
        assertThat(outcome.analysis().hits()).containsExactly(new SpamHit("ECHO", 2.5, "own body", "a, b|2.5|c-d.e"));
        assertThat(outcome.unknown()).extracting(UnknownCheck::check)
            .containsExactlyInAnyOrder("spam.rule.FAILS", "spam.rule.UNSURE", "spam.rule.USES", "spam.rule.PICKY");
        assertThat(rules.warnings()).extracting(RuleWarning::toString)
            .containsExactly("t.cf:11: BAD: the arguments ('a' b) are not understood");
        assertThat(rules.options().last("echo_loud", "")).isEqualTo("1");
    }

    @Test
    void loadableTestsShouldBeThereForTheFilesThatLoadThem() throws IOException {
        EvalPlugin extra = new EvalPlugin("Extra", Set.of("extra_word"), Set.of("Extra::has_it"),
            Map.of("extra", call -> context -> EvalOutcome.hit()));
        RuleSetup setup = RuleSetup.of(new EvalTests(List.of(), List.of(extra)));
        SpamRules without = SpamRules.parse(List.of(file("a.cf", "ifplugin Extra\nbody IN eval:extra()\nelse\nbody OUT /x/\n"
            + "endif\n")), setup);
        SpamRules with = SpamRules.parse(List.of(file("a.cf", "body BEFORE /x/\nifplugin Extra\nbody EARLY eval:extra()\nendif\n"
            + "if plugin(Extra) || 0\nbody EARLY2 /x/\nendif\nloadplugin Extra Extra.pm\nextra_word 1\n"
            + "if can(Extra::has_it) && plugin(Extra)\nbody LATE eval:extra()\nendif\ntryplugin Nowhere\nloadplugin Nowhere\n")), setup);
        assertThat(hits(without, ScoreSet.LOCAL)).containsExactly("OUT=1.0");
        assertThat(hits(with, ScoreSet.LOCAL)).containsExactlyInAnyOrder("BEFORE=1.0", "LATE=1.0");
        assertThat(with.warnings()).extracting(RuleWarning::toString)
            .containsExactly("a.cf:14: there is no plugin Nowhere here; rules that ask for it are left out");
    }

    @Test
    void includedFileShouldBeReadAtItsPlace() throws IOException {
        RuleSetup setup = RuleSetup.of(EvalTests.none()).including((name, from) -> name.equals("b.cf") && from.equals("a.cf")
            ? Optional.of(file("b.cf", "body B /x/\nscore A 3\nbroken\n")) : Optional.empty());
        SpamRules rules = SpamRules.parse(List.of(file("a.cf", "body A /x/\nscore A 2\ninclude b.cf\ninclude c.cf\nscore B 4\n")), setup);
        assertThat(hits(rules, ScoreSet.LOCAL)).containsExactlyInAnyOrder("A=3.0", "B=4.0");
        assertThat(rules.warnings()).extracting(RuleWarning::toString).containsExactly("b.cf:3: the keyword broken is not known",
            "a.cf:4: the file c.cf cannot be included: it is not there");
    }

    @Test
    void fileThatIncludesItselfShouldBeToldAndNotReadForever() {
        SpamRules rules = SpamRules.parse(List.of(file("a.cf", "include a.cf\n")),
            RuleSetup.of(EvalTests.none()).including((name, from) -> Optional.of(file("a.cf", "include a.cf\n"))));
        assertThat(rules.warnings()).extracting(RuleWarning::message).containsExactly("files include each other too deeply");
    }

    @Test
    void keywordWithoutEffectShouldBeNotedOnceWithTheReason() {
        SpamRules rules = rules("report_safe 0\nreport_safe 1\nbayes_stopword_xx a b\n");
        assertThat(rules.warnings()).isEmpty();
        assertThat(rules.notes()).extracting(RuleWarning::toString).containsExactly(
            "t.cf:1: report_safe has no effect here (2 lines): what is done with a message and told about it is for the filter rules and"
                + " notices to say",
            "t.cf:3: bayes_stopword_xx has no effect here: the learner has settings of its own");
    }

    @Test
    void thresholdShouldBeWhatTheFilesSay() {
        assertThat(rules("body A /x/").threshold()).isEqualTo(5);
        assertThat(rules("required_score 4.5\n").threshold()).isEqualTo(4.5);
    }

    private static EvalTests yes() {
        return new EvalTests(List.of(new EvalPlugin("Yes", Set.of(), Set.of(), Map.of("yes", call -> context -> EvalOutcome.hit()))));
    }

    private static List<String> hits(SpamRules rules, ScoreSet set) throws IOException {
        SpamInput input = new SpamInput(new ViewedMessage(view("Subject: x\n\nx")), Instant.EPOCH, Map.of(), set);
        return new SpamEngine(rules).analyse(input, SpamBudget.defaults()).analysis().hits().stream()
            .map(hit -> hit.rule() + "=" + hit.score()).toList();
    }

    private static SpamRuleFile file(String name, String text) {
        return SpamRuleFile.of(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static SpamRules rules(String text) {
        return SpamRules.parse(List.of(file("t.cf", text)));
    }

    private static MessageView view(String message) throws IOException {
        byte[] bytes = message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        return ANALYSER.analyse(MessageSource.of(bytes), AnalysisLimits.defaults());
    }
}
