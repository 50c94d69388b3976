// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.postern.analysis.facts.HeaderField;

class TokenExtractorTest {

    private static List<String> tokens(LearnableMessage message) {
        Tokens tokens = TokenExtractor.extract(message);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < tokens.count(); i++) {
            texts.add(tokens.text(i));
        }
        return texts;
    }

    private static LearnableMessage message(List<HeaderField> headers, List<String> body) {
        return new LearnableMessage(headers, body, List.of(), List.of(), "", "");
    }

    private static HeaderField field(String name, String value) {
        return new HeaderField(name, value, value);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "body-tokens.csv", numLinesToSkip = 1, delimiter = '|', ignoreLeadingAndTrailingWhitespace = true)
    void bodyTextShouldBeCutAsSpamAssassinCutsIt(String text, String expected) {
        List<String> wanted = expected == null ? List.of() : List.of(expected.split(" "));
        assertThat(tokens(message(List.of(), List.of(text)))).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "header-tokens.csv", numLinesToSkip = 1, delimiter = '|', ignoreLeadingAndTrailingWhitespace = true)
    void headerFieldsShouldBeCutByTheirKind(String name, String value, String expected) {
        List<String> wanted = expected == null ? List.of() : List.of(expected.split(" "));
        assertThat(tokens(message(List.of(field(name, value)), List.of()))).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void onlyTheServersNearestToTheSenderShouldCount() {
        List<HeaderField> headers = List.of(field("Received", "mine.example.org"), field("Received", "relay.example.net"),
            field("Received", "dialup.example.com"));
        assertThat(tokens(message(headers, List.of()))).noneMatch(token -> token.contains("mine"))
            .anyMatch(token -> token.contains("relay")).anyMatch(token -> token.contains("dialup"));
    }

    @Test
    void aHostileMessageShouldHaveABoundedNumberOfTokens() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            text.append("word").append(i).append(' ');
        }
        assertThat(TokenExtractor.extract(message(List.of(), List.of(text.toString()))).count()).isLessThanOrEqualTo(8_000);
    }
}
