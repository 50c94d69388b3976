// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.Example;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.rules.example.ExampleFacts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

class MessageLogTest {

    @Test
    void lineShouldBeOneLineOfJsonWithoutContentAndWithoutForeignCharacters() throws Exception {
        Facts facts = new ExampleFacts().of(new Example("x", Optional.of("Subject: Confidential matter\r\n\r\nConfidential text\r\n"),
            Map.of("sender", "j\u00fcrgen@remote.test", "recipients", "bob@own.test"), Map.of("", "any"), List.of()));
        List<String> lines = new ArrayList<>();

        new MessageLog("node-1", lines::add).write(facts, new Verdict("v1", List.of(), List.of(), List.of()));

        assertThat(facts.headers()).anySatisfy(field -> assertThat(field.value()).contains("Confidential"));
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line).doesNotContain("\n", "Confidential").matches("\\p{ASCII}+");
            JsonNode json = new ObjectMapper().readTree(line);
            assertThat(json.get("sender").textValue()).isEqualTo("j\u00fcrgen@remote.test");
            assertThat(json.get("node").textValue()).isEqualTo("node-1");
            assertThat(json.get("ruleSet").textValue()).isEqualTo("v1");
            assertThat(json.get("recipientCount").intValue()).isZero();
        });
    }
}
