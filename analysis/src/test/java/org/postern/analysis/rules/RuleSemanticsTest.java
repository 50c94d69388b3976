// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.analysis.CaseFile;
import org.postern.analysis.rules.example.ExampleRun;
import org.postern.analysis.rules.yaml.RuleSetYaml;

/** What rules mean, a sentence a case: a rule set with the messages that show it. */
class RuleSemanticsTest {

    static List<CaseFile.Case> sentences() {
        return CaseFile.read(RuleSemanticsTest.class, "semantics.cases");
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void sentenceShouldHold(CaseFile.Case sentence) {
        RuleSet rules = new RuleSetYaml().read(sentence.text("yaml"));
        assertThat(rules.examples()).isNotEmpty();
        assertThat(new ExampleRun().failures(rules)).isEmpty();
    }
}
