// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportStatusTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "550 5.1.1 No such user | 5.1.1",
        "450 4.7.1 Greylisted | 4.7.1",
        "552 too large | 5.0.0",
        "421 | 4.0.0",
        "no route to 192.0.2.5 | 5.0.0",
        "550 host 5.1.2.3 says 5.7.1 | 5.7.1",
        "unknown | 5.0.0",
        "5.3.4 | 5.3.4"})
    void statusShouldBeACodeAndNothingElse(String said, String status) {
        assertThat(ReportStatus.code(said)).isEqualTo(status);
    }
}
