// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.analysis.CaseFile;
import org.postern.analysis.facts.ArcCheck;
import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.DmarcCheck;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.SpfCheck;
import org.postern.analysis.facts.TestFacts;
import org.postern.analysis.rules.evaluation.RuleEvaluator;
import org.postern.analysis.rules.yaml.RuleSetYaml;

class RuleSetYamlTest {
    private static final Path FACTORY = Path.of("..", "james-conf", "single", "rules.yml");
    private final RuleSetYaml yaml = new RuleSetYaml();

    static List<CaseFile.Case> mistakes() {
        return CaseFile.read(RuleSetYamlTest.class, "rule-set-mistakes.cases");
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeShouldBeToldWithLineAndPath(CaseFile.Case mistake) {
        assertThatThrownBy(() -> yaml.read(mistake.text("yaml")))
            .isInstanceOf(InvalidRuleSetException.class)
            .hasMessageContaining(mistake.text("message"));
    }

    @Test
    void writtenRuleSetShouldReadBackTheSame() throws IOException {
        RuleSet factory = factory();
        assertThat(yaml.read(yaml.write(factory))).isEqualTo(factory);
    }

    @Test
    void textsThatLookLikeOtherTypesShouldReadBackTheSame() {
        RuleSet rules = yaml.read("""
            version: "1.10"
            what:
              "yes":
                - {header: X-A, regex: "null"}
            rules:
              - name: "007"
                priority: 5
                what: ["yes"]
                actions:
                  - set-header: {field: X-B, value: "true: # [x] \\"q\\" 'ü' \\u0001"}
            """);
        RuleSet again = yaml.read(yaml.write(rules));
        assertThat(again).isEqualTo(rules);
        assertThat(again.version()).isEqualTo("1.10");
        assertThat(again.rules().get(0).name()).isEqualTo("007");
    }

    @Test
    void jsonShouldBeReadToo() {
        RuleSet rules = yaml.read("{\"version\": \"1\", \"rules\": [{\"name\": \"a\", \"priority\": 1, \"actions\": [\"block\"]}]}");
        assertThat(rules.rules()).containsExactly(new Rule("a", 1, true, RuleDirection.BOTH, List.of(), List.of(), List.of(),
            List.of(new Action.Block())));
    }

    @Test
    void factoryRulesShouldStandInTheirOrder() throws IOException {
        assertThat(factory().byPriority()).extracting(Rule::name, Rule::priority, Rule::active).containsExactly(
            tuple("Blocklist", 98, true), tuple("Block Viruses", 96, true), tuple("Virus Alert", 96, true),
            tuple("Quarantine Unparseable", 95, true), tuple("Block Dangerous Files", 93, true), tuple("Modify Header", 90, true),
            tuple("Quarantine Office Files", 89, false), tuple("Block Multimedia Files", 87, false), tuple("Welcomelist", 85, true),
                tuple("Complaints Desk", 84, true), tuple("DMARC Reject", 83, false), tuple("DMARC Quarantine", 83, false),
            tuple("Block Spam (Level 10)", 82, false),
            tuple("Quarantine/Mark Spam (Level 5)", 81, false),
            tuple("Quarantine/Mark Spam (Level 3)", 80, true), tuple("Block outgoing Spam", 70, false),
            tuple("Add Disclaimer", 60, false));
    }

    @Test
    void factoryRulesShouldQuarantineSpamVirusesAndPassTheRest() throws IOException {
        assertThat(outcome(TestFacts.clean())).isEqualTo(new Action.Accept());
        assertThat(outcome(TestFacts.spam(2.9))).isEqualTo(new Action.Accept());
        assertThat(outcome(TestFacts.spam(3))).isEqualTo(new Action.Quarantine(QuarantineKind.SPAM));
        assertThat(outcome(TestFacts.infected())).isEqualTo(new Action.Quarantine(QuarantineKind.VIRUS));
        assertThat(outcome(TestFacts.from(TestFacts.infected(), "mail@fromthisdomain.example", "192.0.2.1")))
            .isEqualTo(new Action.Quarantine(QuarantineKind.VIRUS));
        assertThat(outcome(TestFacts.from(TestFacts.spam(50), "mail@fromthisdomain.example", "192.0.2.1"))).isEqualTo(new Action.Accept());
        assertThat(outcome(TestFacts.from(TestFacts.clean(), "nomail@fromthisdomain.example", "192.0.2.1"))).isEqualTo(new Action.Block());
    }

    @ParameterizedTest
    @CsvSource({"FAIL, reject, false, Reject", "FAIL, quarantine, false, Quarantine", "FAIL, none, false, Accept",
        "PASS, reject, false, Accept", "TEMPERROR, reject, false, Accept", "FAIL, reject, true, Accept", "FAIL, quarantine, true, Accept"})
    void factoryRulesForDmarcShouldDoWhatTheOwnerAsksForWhenSwitchedOn(AuthenticationResult result, String disposition, boolean trusted,
                                                                       String outcome) throws IOException {
        RuleSet rules = yaml.read(Files.readString(FACTORY)
            .replaceAll("(- name: DMARC \\w+\\s+priority: 83\\s+active: )false", "$1true"));
        Authentication found = new Authentication(SpfCheck.unknown(""), SpfCheck.unknown(""), List.of(),
            new DmarcCheck(result, "a.example", "a.example", disposition, disposition, false, false, ""),
            new ArcCheck(trusted ? AuthenticationResult.PASS : AuthenticationResult.NONE, "", trusted, ""));

        Verdict verdict = new RuleEvaluator().evaluate(rules, TestFacts.clean().with(found));

        assertThat(verdict.dispositions().get(0).outcome().getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void factoryRulesShouldOnlyLookForVirusesInOutgoingMail() throws IOException {
        Facts spam = TestFacts.spam(50);
        Facts outgoing = new Facts(1, spam.messageId(), spam.receivedAt(), Direction.OUTGOING, spam.envelope(), spam.client(), 1,
            spam.headers(), spam.parts(), spam.uris(), spam.anomalies(), spam.virus(), spam.spam(), spam.unknown(), spam.timingsMicros());
        assertThat(outcome(outgoing)).isEqualTo(new Action.Accept());
    }

    private Action outcome(Facts facts) throws IOException {
        return new RuleEvaluator().evaluate(factory(), facts).dispositions().get(0).outcome();
    }

    private RuleSet factory() throws IOException {
        return yaml.read(Files.newBufferedReader(FACTORY));
    }
}
