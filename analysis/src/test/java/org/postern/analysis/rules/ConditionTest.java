// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.postern.analysis.facts.Anomaly;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.HeaderField;
import org.postern.analysis.facts.Part;
import org.postern.analysis.facts.TestFacts;
import org.postern.analysis.rules.evaluation.RuleEvaluator;
import org.postern.analysis.rules.what.MessageSubject;
import org.postern.analysis.rules.what.WhatCondition;
import org.postern.analysis.rules.yaml.RuleSetYaml;

class ConditionTest {
    private final RuleSetYaml yaml = new RuleSetYaml();

    @ParameterizedTest
    @CsvFileSource(resources = "who.csv", delimiter = ';', numLinesToSkip = 1, nullValues = "-")
    void whoConditionShouldMatchAsItsRowSays(String condition, String address, String client, boolean matches) {
        String text = "version: 1\nwho:\n  X:\n    - " + condition + "\nrules: []\n";
        RuleSet rules = yaml.read(text);
        RuleSet blocking = new RuleSet("1", rules.who(), Map.of(), List.of(new Rule("x", 1, true, RuleDirection.BOTH, List.of("X"),
            List.of(), List.of(), List.of(new Action.Block()))));
        Facts facts = TestFacts.from(TestFacts.clean(), address == null ? "" : address, client == null ? "192.0.2.1" : client);
        assertThat(new RuleEvaluator().evaluate(blocking, facts).dispositions().get(0).blocks()).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "what.csv", delimiter = ';', numLinesToSkip = 1, nullValues = "-")
    void whatConditionShouldMatchAsItsRowSays(String condition, String name, String declared, String detected, String anomaly,
                                              String header, boolean matches) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(1, 0, "multipart/mixed", "multipart/mixed", Optional.empty(), false, 0));
        parts.add(new Part(2, 1, declared == null ? "text/plain" : declared, detected == null ? "text/plain" : detected,
            Optional.ofNullable(name), true, 10));
        List<Anomaly> anomalies = anomaly == null ? List.of() : List.of(new Anomaly(anomaly, ""));
        List<HeaderField> headers = header == null ? List.of()
            : List.of(new HeaderField(header.split("=")[0], "raw", header.split("=")[1]));
        WhatCondition read = yaml.read("version: 1\nwhat:\n  X:\n    - " + condition + "\nrules: []\n").what().get("X").objects().get(0);
        MessageSubject subject = new MessageSubject(TestFacts.content(TestFacts.clean(), parts, anomalies, headers), Set.of());
        assertThat(read.marks(subject, "b@example.com").holds()).isEqualTo(matches);
    }
}
