// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-", "\"\"", "*", "-only -unwanted", "***"})
    void aTextWithoutAWordToLookForShouldBeRefused(String text) {
        assertThatThrownBy(() -> SearchText.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("no word");
    }

    @Test
    void tooManyWordsShouldBeRefused() {
        assertThatThrownBy(() -> SearchText.parse("a ".repeat(SearchText.MOST_PHRASES + 1))).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("32");
    }

    @Test
    void whatIsWrittenTogetherShouldBeAPhrase() {
        assertThat(SearchText.parse("bob@example.org -\"two words\" open*")).isEqualTo(new SearchText(
            List.of(new SearchText.Phrase(List.of("bob", "example", "org"), false), new SearchText.Phrase(List.of("open"), true)),
            List.of(new SearchText.Phrase(List.of("two", "words"), false))));
    }
}
