// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.analysis.CaseFile;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.MessageView;

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
        SpamRules rules = rules("full DEEP /^(?:.|\\n)*x$/\n");
        SpamOutcome outcome = new SpamEngine(rules).analyse(view("Subject: x\n\n" + "ab ".repeat(100_000)), SpamBudget.defaults());
        assertThat(outcome.unknown()).extracting(UnknownCheck::check).containsExactly("spam.rule.DEEP");
    }

    @Test
    void messageBudgetShouldStopWhatIsLeft() throws IOException {
        SpamRules rules = rules("body A /[b-z]\\d/\nbody B /[b-z]\\d/\nbody C /[b-z]\\d/\n");
        SpamOutcome outcome = new SpamEngine(rules).analyse(view("Subject: x\n\n" + "a".repeat(2000)), new SpamBudget(1_000_000, 3000));
        assertThat(outcome.unknown()).extracting(UnknownCheck::check).contains("spam.rule.C");
        assertThat(outcome.analysis().hits()).isEmpty();
    }

    @Test
    void ruleThatUsesItselfShouldBeUnknownAndNotRunForever() throws IOException {
        SpamOutcome outcome = new SpamEngine(rules("meta A B\nmeta B A\n")).analyse(view("Subject: x\n\nx"), SpamBudget.defaults());
        assertThat(outcome.analysis().hits()).isEmpty();
        assertThat(outcome.unknown()).extracting(UnknownCheck::check).containsExactlyInAnyOrder("spam.rule.A", "spam.rule.B");
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void passingOverARuleShouldNeverLoseAMatch(String expression, String text) {
        PerlRegex regex = PerlRegex.parse(expression);
        assertThat(regex.pattern().matcher(text).find()).as("the expression matches").isTrue();
        if (!regex.literals().isEmpty()) {
            assertThat(regex.literals()).anyMatch(text.toLowerCase(Locale.ROOT)::contains);
        }
    }

    static Stream<Arguments> expressions() {
        return Stream.of(new String[][] {
            {"/hello world/", "say hello world"}, {"/colou?r scheme/", "color scheme"}, {"/(?:foo|ba[rz])quux?/i", "BAZQUU"},
            {"/abc{0,2}def/", "abdef"}, {"/abc{2}/", "abcc"}, {"/(?!never)always/", "always"}, {"/(?<=mis)take/", "mistake"},
            {"/(?:optional)?thing/", "thing"}, {"/(?:many )*times/", "times"}, {"/(?:many )+times/", "many many times"}, {"/a|bcd/", "a"},
            {"/\\x41\\x42\\x43def/", "ABCdef"}, {"/\\bword\\b/", "a word."}, {"/[]x]yyy/", "]yyy"}, {"/[[:digit:]]pounds/", "5pounds"},
            {"/x{y}zzz/", "x{y}zzz"}, {"/(a)(bcd)\\1/", "abcda"}, {"/\\Qa.b\\E/", "a.b"},
            {"/\\012abc/", "\nabc"}, {"/(?i)MIXED case/", "mixed CASE"},
            {"/(?i:MIXED) case/", "mixed case"}, {"m{a/b{2}c}", "a/bbc"}, {"m,one/two,i", "ONE/TWO"}, {"/ab c # not/x", "abcx"},
            {"/a\\/b\\.c\\-d/", "a/b.c-d"}, {"/(?<n>one|two)three/", "twothree"}, {"/(?:|empty)fine/", "fine"}, {"/[a&&b]{3}/", "a&b"}})
            .map(pair -> Arguments.of(pair[0], pair[1]));
    }

    private static SpamRules rules(String text) {
        return SpamRules.parse(List.of(SpamRuleFile.of("t.cf", text.getBytes(StandardCharsets.UTF_8))));
    }

    private static MessageView view(String message) throws IOException {
        byte[] bytes = message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        return ANALYSER.analyse(MessageSource.of(bytes), AnalysisLimits.defaults());
    }
}
