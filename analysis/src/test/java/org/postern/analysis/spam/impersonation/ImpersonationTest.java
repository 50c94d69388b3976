// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.impersonation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.analysis.facts.ArcCheck;
import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.DmarcCheck;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.facts.SpfCheck;
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

class ImpersonationTest {
    private static final Path FILE = Path.of("..", "james-conf", "single", "spam", "31_impersonation.cf");
    private static final OwnDomains OWN = new OwnDomains(Set.of("corporate.example", ".corporate.example", "abc.test"));

    @ParameterizedTest
    @CsvFileSource(resources = "cases.csv", delimiter = ';', numLinesToSkip = 1, quoteCharacter = '\0')
    void aSenderWhoPretendsToBeOneOfUsShouldBeSeen(String rule, String from, String reply, boolean hit) throws IOException {
        String mail = "From: " + from + "\r\n" + (reply == null ? "" : "Reply-To: " + reply + "\r\n") + "Subject: x\r\n\r\nx\r\n";

        assertThat(names(outcome(mail, Map.of(OwnDomains.class, OWN))).contains(rule)).isEqualTo(hit);
    }

    @ParameterizedTest
    @CsvSource({"PASS, false", "FAIL, true", "NONE, true"})
    void mailFromOurDomainShouldNeedAProof(AuthenticationResult spf, boolean hit) throws IOException {
        Authentication checked = new Authentication(new SpfCheck(spf, "corporate.example", "", ""), SpfCheck.unknown(""), List.of(),
            DmarcCheck.unknown("none"), ArcCheck.unknown(""));

        SpamOutcome outcome = outcome("From: anna@corporate.example\r\nSubject: x\r\n\r\nx\r\n",
            Map.of(OwnDomains.class, OWN, Authentication.class, checked));

        assertThat(names(outcome).contains("POSTERN_OWN_UNPROVED")).isEqualTo(hit);
    }

    @Test
    void aProofThatDidNotFinishShouldBeUnknown() throws IOException {
        SpamOutcome outcome = outcome("From: anna@corporate.example\r\nSubject: x\r\n\r\nx\r\n",
            Map.of(OwnDomains.class, OWN, Authentication.class, Authentication.unknown("late")));

        assertThat(outcome.unknown()).singleElement().satisfies(each -> assertThat(each.check()).contains("POSTERN_OWN_UNPROVED"));
    }

    @Test
    void newslettersShouldBeAClassOfTheirOwn() throws IOException {
        assertThat(names(outcome("From: n@shop.test\r\nList-Unsubscribe: <https://shop.test/u>\r\nList-Id: <n.shop.test>\r\n"
            + "Subject: x\r\n\r\nx\r\n", Map.of()))).containsExactly("POSTERN_NEWSLETTER");
        assertThat(names(outcome("From: n@shop.test\r\nList-Id: <n.shop.test>\r\nSubject: x\r\n\r\nx\r\n", Map.of()))).isEmpty();
    }

    @Test
    void nobodyShouldPretendWhereNobodySaysWhoWeAre() throws IOException {
        assertThat(names(outcome("From: \"corporate.example\" <anna@c0rporate.example>\r\nSubject: x\r\n\r\nx\r\n", Map.of()))).isEmpty();
    }

    private static List<String> names(SpamOutcome outcome) {
        return outcome.analysis().hits().stream().map(SpamHit::rule).toList();
    }

    private static SpamOutcome outcome(String text, Map<Class<?>, Object> findings) throws IOException {
        SpamRules rules = SpamRules.parse(List.of(SpamRuleFile.of("31_impersonation.cf", Files.readAllBytes(FILE))), RuleSetup.of(
            new EvalTests(Stream.of(StandardEvals.plugins(), ImpersonationEvals.plugins()).flatMap(List::stream).toList())));
        assertThat(rules.warnings()).isEmpty();
        SpamEngine engine = new SpamEngine(rules);
        return engine.analyse(new SpamInput(MailText.read(text.getBytes(StandardCharsets.UTF_8), Optional.empty(), engine.options()),
            Instant.EPOCH, new HashMap<>(findings), ScoreSet.NETWORK), SpamBudget.defaults());
    }
}
