// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.analysis.CaseFile;
import org.postern.analysis.rules.FactoryRulesTest;
import org.postern.analysis.rules.yaml.RuleSetYaml;

class RuleLintTest {
    private final RuleLint lint = new RuleLint();

    static List<CaseFile.Case> planted() {
        return CaseFile.read(FactoryRulesTest.class, "planted-defects.cases");
    }

    @ParameterizedTest
    @MethodSource("planted")
    void plantedDefectShouldBeFoundAndNothingElse(CaseFile.Case one) {
        assertThat(lint.findings(new RuleSetYaml().read(one.text("yaml"))).stream()
            .map(finding -> finding.kind() + " " + finding.rule()).toList()).containsExactly(one.text("finding").strip());
    }

    @Test
    void factoryRulesShouldBeFreeOfFindings() throws IOException {
        String factory = Files.readString(Path.of("..", "james-conf", "single", "rules.yml"));
        assertThat(lint.findings(new RuleSetYaml().read(factory))).isEmpty();
        assertThat(lint.findings(new RuleSetYaml().read(factory.replace("active: false", "active: true")))).isEmpty();
    }

    @Test
    void rulesOnPeopleOfDirectoriesShouldBeFreeOfFindingsAndContradictionsAmongThemFound() {
        String rules = """
            version: 1
            who:
              User: [{ldap-user: anna, profile: corp}]
              Sales: [{ldap-group: 'cn=Sales,dc=corp'}, {ldap-group: Desk, nested: false}]
              Author: [{ldap-group: Board, field: header-from}]
              Strangers: [{ldap-known: false, profile: corp}]
              Known: [{ldap-known: true, profile: corp}]
            rules:
              - {name: a, priority: 9, from: [User], actions: [block]}
              - {name: b, priority: 8, to: [Sales], actions: [hold]}
              - {name: c, priority: 7, from: [Author], actions: [block]}
              - {name: d, priority: 6, to: [Strangers], actions: [block]}
            """;
        assertThat(lint.findings(new RuleSetYaml().read(rules))).isEmpty();
        String never = "  - {name: e, priority: 5, to: {match: all, groups: [Strangers, Known]}, actions: [hold]}\n";
        assertThat(lint.findings(new RuleSetYaml().read(rules + never))).extracting(finding -> finding.kind() + " " + finding.rule())
            .containsExactly("NEVER_MATCHES e");
    }
}
