// SPDX-License-Identifier: Apache-2.0
package org.postern.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.postern.integration.client.RestClient;
import org.postern.integration.launch.Postern;
import org.postern.integration.launch.SharedPostern;

@ExtendWith(SharedPostern.class)
class BadRequestTest {

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvFileSource(resources = "/bad-requests.csv", numLinesToSkip = 1)
    void aBadRequestShouldBeAnsweredWithItsStatusAndAReason(String method, String path, String body, int status, String word,
                                                           Postern postern) throws Exception {
        RestClient.Response response = postern.admin().call(method, path, Optional.ofNullable(body));

        assertThat(response.status()).as(response.body()).isEqualTo(status);
        assertThat(response.json().path("message").asText()).as(response.body()).containsIgnoringCase(word);
    }
}
