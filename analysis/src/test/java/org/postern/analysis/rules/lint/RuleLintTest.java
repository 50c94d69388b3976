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
}
