// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.analysis.CaseFile;
import org.postern.analysis.rules.RuleSet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

/** The published schema says of a rule set what the reader says of it. */
class RuleSetSchemaTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private final Map<String, Object> schema = new RuleSetSchema().tree();

    static List<CaseFile.Case> sentences() {
        return CaseFile.read(RuleSet.class, "semantics.cases");
    }

    private List<String> problems(String yaml) throws IOException {
        return SchemaCheck.problems(schema, YAML.readValue(yaml, Map.class), "");
    }

    @Test
    void theShippedRulesShouldFitAsTheyAreAndAsTheyAreWrittenBack() throws IOException {
        String shipped = Files.readString(Path.of("..", "james-conf", "single", "rules.yml"));
        assertThat(problems(shipped)).isEmpty();
        assertThat(problems(new RuleSetYaml().write(new RuleSetYaml().read(shipped)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void whatTheReaderTakesShouldFit(CaseFile.Case sentence) throws IOException {
        assertThat(problems(sentence.text("yaml"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{rules: []}",
        "{version: a}",
        "{version: a, rules: [], extra: 1}",
        "{version: a, rules: [{name: r, priority: high, actions: [block]}]}",
        "{version: a, rules: [{name: r, priority: 101, actions: [block]}]}",
        "{version: a, rules: [{name: r, priority: 1, actions: []}]}",
        "{version: a, rules: [{name: r, priority: 1, actions: [block], direction: up}]}",
        "{version: a, rules: [{name: r, priority: 1, actions: [{quarantine: sweets}]}]}",
        "{version: a, rules: [], what: {A: [{file-nam: x}]}}",
        "{version: a, rules: [], what: {A: {match: some, objects: []}}}",
        "{version: a, rules: [], who: {A: [{domain: a.example, subdomains: perhaps}]}}",
    })
    void aMistakeOfFormShouldNotFit(String yaml) throws IOException {
        assertThat(problems(yaml)).isNotEmpty();
    }
}
