// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class WhereaboutsTest {

    @ParameterizedTest
    @CsvFileSource(resources = "whereabouts.csv", numLinesToSkip = 1, delimiter = '|')
    void decisionShouldFollowTheTable(boolean folderExists, boolean inFolder, String elsewhere, Whereabouts.Decision expected) {
        List<String> mailboxes = elsewhere == null ? List.of() : Arrays.asList(elsewhere.split(";"));
        assertThat(new Whereabouts(folderExists, inFolder, mailboxes).decision()).isEqualTo(expected);
    }
}
