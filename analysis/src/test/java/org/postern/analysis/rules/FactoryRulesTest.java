// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.analysis.CaseFile;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.TestFacts;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.MessageView;
import org.postern.analysis.rules.evaluation.RuleEvaluator;
import org.postern.analysis.rules.yaml.RuleSetYaml;

/** The rules as they are shipped, on messages as they are read. */
public class FactoryRulesTest {
    private static final Path FACTORY = Path.of("..", "james-conf", "single", "rules.yml");
    private static final MessageAnalyser ANALYSER = new MessageAnalyser();

    static List<CaseFile.Case> messages() {
        return CaseFile.read(FactoryRulesTest.class, "factory-rules.cases");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messageShouldEndAsItsCaseSays(CaseFile.Case one) throws IOException {
        assertThat(outcome(one.text("message"))).isEqualTo(one.text("outcome"));
    }

    @Test
    void longTextShouldBeDeliveredThoughSpamRulesSeeOnlyItsStart() throws IOException {
        assertThat(outcome("Subject: log\n\n" + "a line of a log file\n".repeat(60_000))).isEqualTo("accept");
    }

    private static boolean takesOut(BoundAction bound) {
        return bound.action() instanceof Action.RemoveAttachments remove && remove.quarantine() && !bound.parts().isEmpty();
    }

    private static String outcome(String message) throws IOException {
        byte[] bytes = message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        MessageView view = ANALYSER.analyse(MessageSource.of(bytes), AnalysisLimits.defaults());
        Facts facts = TestFacts.content(TestFacts.clean(), view.parts(), view.anomalies(), view.headers());
        RuleSet rules = new RuleSetYaml().read(Files.newBufferedReader(FACTORY));
        Disposition disposition = new RuleEvaluator().evaluate(rules, facts).dispositions().get(0);
        return disposition.outcome() instanceof Action.Quarantine quarantine
            ? quarantine.kind().name().toLowerCase(Locale.ROOT) : disposition.delivers()
                ? disposition.bound().stream().anyMatch(FactoryRulesTest::takesOut) ? "disarmed" : "accept" : "block";
    }
}
