// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class WrappedLinksTest {

    @ParameterizedTest
    @CsvFileSource(resources = "wrapped-links.csv", delimiter = '\t', numLinesToSkip = 1, nullValues = "-")
    void theTargetWithinALinkShouldBeFoundWithoutFetching(String link, String inner) {
        assertThat(WrappedLinks.within(link)).isEqualTo(inner == null ? List.of() : List.of(inner));
    }

    @Test
    void aLinkWithinALinkWithinALinkShouldBeFound() {
        assertThat(WrappedLinks.within("https://a.test/?u=https%3A%2F%2Fb.test%2F%3Fu%3Dhttps%253A%252F%252Fevil.test%252F"))
            .anyMatch(link -> link.startsWith("https://evil.test/"));
    }
}
