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
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.analysis.facts.Anomaly;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.HeaderField;
import org.postern.analysis.facts.Member;
import org.postern.analysis.facts.Part;
import org.postern.analysis.facts.PartFact;
import org.postern.analysis.facts.TestFacts;
import org.postern.analysis.rules.evaluation.RuleEvaluator;
import org.postern.analysis.rules.what.MessageSubject;
import org.postern.analysis.rules.what.PartMarks;
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

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", value = {
        "any; document.macro; -; true",
        "auto; document.macro; -; false",
        "auto; document.macro.auto; -; true",
        "any; document.macro.auto; -; true",
        "suspicious; document.macro.auto; -; false",
        "suspicious; document.macro.suspicious; -; true",
        "auto; archive.encrypted; document.macro.auto; true",
        "any; archive.encrypted; -; false"})
    void macrosShouldBeToldByTheirGradeInTheFileAndInThoseOfAnArchive(String grade, String fact, String factOfMember, boolean matches) {
        List<Member> members = factOfMember == null ? List.of() : List.of(new Member(1, "a.zip", "a.doc", "application/msword",
            Optional.empty(), 10, List.of(factOfMember)));
        Part text = new Part(2, 1, "text/plain", "text/plain", Optional.empty(), false, 10);
        Part file = new Part(3, 1, "application/zip", "application/zip", Optional.of("a.zip"), true, 10, Optional.empty(), Part.STANDARD,
            List.of(new PartFact(fact, "")), members);
        Facts facts = TestFacts.content(TestFacts.clean(), List.of(new Part(1, 0, "multipart/mixed", "multipart/mixed", Optional.empty(),
            false, 0), text, file), List.of(), List.of());
        WhatCondition read = yaml.read("version: 1\nwhat:\n  X:\n    - macro: " + grade + "\nrules: []\n").what().get("X").objects()
            .get(0);
        PartMarks marks = read.marks(new MessageSubject(facts, Set.of()), "b@example.com");
        assertThat(marks.holds()).isEqualTo(matches);
        assertThat(marks.numbers()).isEqualTo(matches ? List.of(3) : List.of());
    }
}
