// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.analysis.CaseFile;
import org.postern.analysis.facts.DirectoryEntry;
import org.postern.analysis.facts.DirectoryFacts;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.Example;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.example.ExampleFacts;
import org.postern.analysis.rules.yaml.RuleSetYaml;

/** What people are told of a decision: a rule set with one message, and the sentences that must come of it. */
class ExplanationTest {
    private static final String ANNA = "anna@corp.example";

    static List<CaseFile.Case> messages() {
        return CaseFile.read(ExplanationTest.class, "explanations.cases");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aDecisionShouldBeToldWithItsReasonAndTheSmallestChange(CaseFile.Case one) {
        RuleSet rules = new RuleSetYaml().read(one.text("yaml"));
        Example message = rules.examples().get(0);
        Explanation explanation = new Explainer().explain(rules, new ExampleFacts().of(message));
        assertThat(explanation.plain().values().iterator().next()).containsExactlyElementsOf(one.lines("sentences"));
    }

    /** Every object that can hold or not must be told as what it is; a reason that is left out reads as "every such message". */
    @Test
    void peopleInADirectoryShouldBeTheReason() {
        RuleSet rules = new RuleSetYaml().read("""
            version: d
            who:
              Sales: [{ldap-group: Sales, profile: corp}]
              Strangers: [{ldap-known: false}]
            rules:
              - {name: Hold, priority: 20, from: [Strangers], to: [Sales], actions: [hold]}
            """);
        Facts facts = new ExampleFacts().of(new Example("x", Optional.empty(), Map.of("recipients", ANNA), Map.of("", "any"), List.of()))
            .with(new DirectoryFacts(Set.of("corp"), Set.of(), List.of(new DirectoryEntry(ANNA, "corp", List.of("anna"),
                List.of("cn=sales,dc=corp"), List.of())), Set.of()));
        assertThat(new Explainer().explain(rules, facts).plain().get(ANNA).get(0)).isEqualTo(
            "The message was held until somebody has looked at it (anna@corp.example) by the rule \u201cHold\u201d, because the sender is"
            + " not known in the directory, and anna@corp.example is a member of the group Sales in the directory corp.");
    }
}
