// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.spam.RuleSetup;
import org.postern.analysis.spam.ScoreSet;
import org.postern.analysis.spam.SpamBudget;
import org.postern.analysis.spam.SpamEngine;
import org.postern.analysis.spam.SpamInput;
import org.postern.analysis.spam.SpamRuleFile;
import org.postern.analysis.spam.SpamRules;
import org.postern.analysis.spam.eval.EvalTests;
import org.postern.analysis.spam.text.MailText;

/** The shipped rules on what was learned. */
class LearnedRulesTest {
    private static final Path FILE = Path.of("..", "james-conf", "single", "spam", "20_learned.cf");
    private static SpamRules rules;

    @BeforeAll
    static void read() throws Exception {
        rules = parse("");
    }

    private static SpamRules parse(String more) throws Exception {
        return SpamRules.parse(List.of(SpamRuleFile.of("20_learned.cf", Files.readAllBytes(FILE)),
            SpamRuleFile.of("more.cf", more.getBytes(StandardCharsets.US_ASCII))), RuleSetup.of(new EvalTests(LearnerTests.plugins())));
    }

    private static List<SpamHit> hits(SpamRules some, Map<Class<?>, Object> findings) {
        MailText text = MailText.read("Subject: x\n\nx\n".getBytes(StandardCharsets.US_ASCII), Optional.empty(), some.options());
        return new SpamEngine(some).analyse(new SpamInput(text, Instant.EPOCH, findings, ScoreSet.LEARNER), SpamBudget.defaults())
            .analysis().hits();
    }

    private static Map<Class<?>, Object> found(double bayes, double combined) {
        return Map.of(Classification.class, new Classification(OptionalDouble.of(bayes), OptionalDouble.of(combined),
            List.of(new Classification.TokenEvidence("lottery", 0.998, 0, 7)), 300, 300));
    }

    @Test
    void everyLineShouldBeUnderstood() {
        assertThat(rules.warnings()).isEmpty();
        assertThat(rules.size()).isEqualTo(17);
    }

    @ParameterizedTest
    @CsvSource({"0,0,BAYES_00 LEARNED_00", "0.01,0.05,BAYES_00 LEARNED_00", "0.03,0.1,BAYES_05 LEARNED_05", "0.5,0.5,BAYES_50",
        "0.7,0.7,BAYES_60 LEARNED_60", "0.97,0.9,BAYES_95 LEARNED_80", "0.995,0.97,BAYES_99 LEARNED_95",
        "1,1,BAYES_99 BAYES_999 LEARNED_99"})
    void eachRangeShouldHaveItsRules(double bayes, double combined, String expected) {
        assertThat(hits(rules, found(bayes, combined))).extracting(SpamHit::rule).containsExactlyInAnyOrder(expected.split(" "));
    }

    @Test
    void theTokensThatWeighedMostShouldBeShown() {
        assertThat(hits(rules, found(1, 1)).get(0).matched()).contains("1.0000").contains("lottery 0.998");
    }

    @Test
    void nothingShouldMatchWithoutAClassification() throws Exception {
        assertThat(hits(rules, Map.of())).isEmpty();
        assertThat(hits(parse("use_bayes 0\n"), found(1, 1))).isEmpty();
    }

    @Test
    void boundsThatMakeNoSenseShouldBeReported() throws Exception {
        assertThat(parse("body BAD_ONE eval:check_bayes('0.9', '0.1')\nbody BAD_TWO eval:check_learned('x')\n").warnings()).hasSize(2);
    }
}
