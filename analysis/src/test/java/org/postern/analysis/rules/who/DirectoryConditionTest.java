// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.who;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.postern.analysis.facts.DirectoryEntry;
import org.postern.analysis.facts.DirectoryFacts;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.FactsJson;
import org.postern.analysis.facts.TestFacts;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.rules.evaluation.RuleEvaluator;
import org.postern.analysis.rules.yaml.RuleSetYaml;

class DirectoryConditionTest {
    private static final DirectoryFacts KNOWN = new DirectoryFacts(Set.of("corp", "school"), Set.of("away"), List.of(
        new DirectoryEntry("anna@corp.test", "corp", List.of("ABerg"), List.of("cn=sales,dc=corp"), List.of("cn=staff,dc=corp"))),
        Set.of());

    private static Verdict verdict(String group, String sender, DirectoryFacts directory) {
        String rules = "version: 1\nwho:\n  X: " + group + "\nrules:\n  - {name: x, priority: 1, from: [X], actions: [block]}\n";
        return new RuleEvaluator().evaluate(new RuleSetYaml().read(rules), TestFacts.from(TestFacts.clean(), sender, "192.0.2.1")
            .with(directory));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "directory.csv", delimiter = ';', numLinesToSkip = 1, nullValues = "-")
    void anObjectShouldHoldAsItsRowSays(String group, String sender, String outcome) {
        Verdict verdict = verdict(group, sender == null ? "" : sender, KNOWN);
        assertThat(verdict.dispositions().get(0).blocks()).isEqualTo(outcome.equals("yes"));
        assertThat(verdict.explanation().get(0).reason().contains("unknown")).isEqualTo(outcome.equals("unknown"));
    }

    @Test
    void membershipShouldBeKeptWithTheFactsSoThatOtherRulesCanBeTriedLater() {
        FactsJson json = new FactsJson();
        Facts facts = TestFacts.clean().with(KNOWN);
        assertThat(json.read(json.write(facts)).directory()).isEqualTo(KNOWN);
        assertThat(json.read(json.write(TestFacts.clean()).replaceFirst(",\"directory\":\\{[^}]*}", "")).directory())
            .isEqualTo(DirectoryFacts.none());
    }

    @Test
    void whatIsWrittenShouldBeReadAgain() {
        RuleSetYaml yaml = new RuleSetYaml();
        var rules = yaml.read("""
            version: 1
            who:
              X:
                - {ldap-user: anna, profile: corp}
                - {ldap-group: 'cn=Staff,dc=corp', nested: false, field: header-from}
                - {ldap-known: false}
            rules: []
            """);
        assertThat(yaml.read(yaml.write(rules))).isEqualTo(rules);
        assertThatThrownBy(() -> yaml.read("version: 1\nwho:\n  X:\n    - ldap-group: 'cn='' =x,,'\nrules: []\n"))
            .hasMessageContaining("distinguished name");
    }
}
