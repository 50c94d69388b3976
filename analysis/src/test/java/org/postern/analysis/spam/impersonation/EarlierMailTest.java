// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.impersonation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.analysis.facts.SenderFacts;
import org.postern.analysis.facts.SenderReputation;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.spam.RuleSetup;
import org.postern.analysis.spam.ScoreSet;
import org.postern.analysis.spam.SpamBudget;
import org.postern.analysis.spam.SpamEngine;
import org.postern.analysis.spam.SpamInput;
import org.postern.analysis.spam.SpamOutcome;
import org.postern.analysis.spam.SpamRuleFile;
import org.postern.analysis.spam.SpamRules;
import org.postern.analysis.spam.eval.EvalTests;
import org.postern.analysis.spam.eval.StandardEvals;
import org.postern.analysis.spam.text.MailText;

class EarlierMailTest {
    private static final Path FILE = Path.of("..", "james-conf", "single", "spam", "32_senders.cf");

    @ParameterizedTest
    @CsvSource({"domain, 0, 4, ''", "domain, 0, 6, POSTERN_REPUTATION_DOMAIN", "domain, 2, 6, ''", "domain, 30, 0, POSTERN_REPUTATION_GOOD",
        "domain, 10, 0, ''", "domain, 30, 5, ''", "address, 0, 3, POSTERN_REPUTATION_ADDRESS", "address, 1, 1, ''",
        "network, 0, 9, ''", "network, 1, 20, POSTERN_REPUTATION_NETWORK"})
    void reputationShouldCountWhenEnoughIsKnown(String kind, double good, double bad, String rule) throws IOException {
        SenderFacts facts = new SenderFacts(true, true, List.of(new SenderReputation(kind, "partner.test", good, bad)), List.of(), "", "");

        assertThat(names(outcome(facts))).isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
    }

    @Test
    void whoIsMeantShouldBeTold() throws IOException {
        SenderFacts facts = new SenderFacts(true, false, List.of(), List.of("ben@corp.example"), "anna@corp.example", "partner.test");

        assertThat(outcome(facts).analysis().hits()).extracting(SpamHit::rule, SpamHit::matched)
            .contains(tuple("POSTERN_KNOWN_NAME", "anna@corp.example"),
                tuple("POSTERN_LOOKALIKE_PARTNER", "partner.test"),
                tuple("POSTERN_FIRST_CONTACT", "ben@corp.example"));
    }

    @Test
    void withoutAnAnswerTheRulesShouldBeUnknownAndGiveNoPoints() throws IOException {
        SpamOutcome outcome = outcome(SenderFacts.none());

        assertThat(outcome.analysis().hits()).isEmpty();
        assertThat(outcome.unknown()).hasSize(7);
    }

    private static List<String> names(SpamOutcome outcome) {
        return outcome.analysis().hits().stream().map(SpamHit::rule).toList();
    }

    private static SpamOutcome outcome(SenderFacts facts) throws IOException {
        SpamRules rules = SpamRules.parse(List.of(SpamRuleFile.of("32_senders.cf", Files.readAllBytes(FILE))), RuleSetup.of(
            new EvalTests(Stream.of(StandardEvals.plugins(), EarlierMailEvals.plugins()).flatMap(List::stream).toList())));
        assertThat(rules.warnings()).isEmpty();
        SpamEngine engine = new SpamEngine(rules);
        MailText mail = MailText.read("From: a@partner.test\r\nSubject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.UTF_8), Optional.empty(),
            engine.options());
        return engine.analyse(new SpamInput(mail, Instant.now(), Map.of(SenderFacts.class, facts), ScoreSet.NETWORK_AND_LEARNER),
            SpamBudget.defaults());
    }
}
