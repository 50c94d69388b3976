// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndingTest {

    @ParameterizedTest
    @ValueSource(strings = {"delivered", "blocked", "unsent", "quarantined spam", "quarantined virus", "refused 554 at RCPT",
        "refused 552 at DATA"})
    void anEndingShouldBeWrittenAsItIsRead(String text) {
        assertThat(Ending.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Delivered", "quarantined", "quarantined somewhere", "refused 451 at RCPT", "refused 554", "unsettled: x"})
    void otherTextsShouldBeErrors(String text) {
        assertThatThrownBy(() -> Ending.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
