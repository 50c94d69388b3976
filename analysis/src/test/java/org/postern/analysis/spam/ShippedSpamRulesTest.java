// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.analysis.CaseFile;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;

class ShippedSpamRulesTest {
    private static final Path FILE = Path.of("..", "james-conf", "single", "spam", "10_postern.cf");
    private static SpamRules rules;
    private static SpamEngine engine;
    private static final MessageAnalyser ANALYSER = new MessageAnalyser();

    @BeforeAll
    static void compile() throws IOException {
        rules = SpamRules.parse(List.of(SpamRuleFile.of("10_postern.cf", Files.readAllBytes(FILE))));
        engine = new SpamEngine(rules);
    }

    static List<CaseFile.Case> messages() {
        return CaseFile.read(ShippedSpamRulesTest.class, "shipped-rules.cases");
    }

    @Test
    void everyShippedRuleShouldCompile() {
        assertThat(rules.warnings()).isEmpty();
        assertThat(rules.size()).isGreaterThan(60);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messageShouldHitTheRulesThatItsCaseNames(CaseFile.Case message) throws IOException {
        SpamAnalysis analysis = analyse(message.text("message"));
        assertThat(analysis.hits()).extracting(SpamHit::rule).contains(message.words("hits"));
        assertThat(analysis.hits()).extracting(SpamHit::rule).filteredOn(List.of(message.words("misses"))::contains).isEmpty();
        assertThat(analysis.score() >= 3).as("score %s of %s", analysis.score(), analysis.hits())
            .isEqualTo(message.text("spam").equals("yes"));
    }

    @Test
    void gtubeShouldScoreAThousand() throws IOException {
        SpamAnalysis analysis = analyse("From: a@example.com\n\n"
            + "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X\n");
        assertThat(analysis.hits()).contains(new SpamHit("GTUBE", 1000, "Generic test for unsolicited bulk mail",
            "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"));
        assertThat(analysis.score()).isGreaterThanOrEqualTo(1000);
    }

    private static SpamAnalysis analyse(String message) throws IOException {
        byte[] bytes = message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        SpamOutcome outcome = engine.analyse(ANALYSER.analyse(MessageSource.of(bytes), AnalysisLimits.defaults()), SpamBudget.defaults());
        assertThat(outcome.unknown()).isEmpty();
        return outcome.analysis();
    }
}
