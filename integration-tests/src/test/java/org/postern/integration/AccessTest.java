// SPDX-License-Identifier: Apache-2.0
package org.postern.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.postern.integration.client.RestClient;
import org.postern.integration.launch.Postern;
import org.postern.integration.launch.SharedPostern;

@ExtendWith(SharedPostern.class)
class AccessTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/closed-routes.csv", numLinesToSkip = 1)
    void aRouteShouldBeClosedWithoutAToken(String method, String path, Postern postern) throws Exception {
        assertThat(postern.anonymous().call(method, path, body(method)).status()).isEqualTo(401);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/closed-routes.csv", numLinesToSkip = 1)
    void aRouteShouldBeClosedWithATokenThatIsNotOurs(String method, String path, Postern postern) throws Exception {
        // header {"alg":"none"}, payload {"sub":"admin","admin":true}, no signature
        RestClient forged = postern.anonymous().withToken("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiIsImFkbWluIjp0cnVlfQ.");
        assertThat(forged.call(method, path, body(method)).status()).isEqualTo(401);
    }

    @Test
    void theAdministratorsTokenShouldOpenJamesOwnRoutesToo(Postern postern) throws Exception {
        RestClient admin = postern.admin();

        assertThat(admin.get("/domains").status()).isEqualTo(200);
        assertThat(admin.get("/mailQueues").status()).isEqualTo(200);
        assertThat(admin.get("/postern/quarantine").status()).isEqualTo(200);
    }

    @Test
    void aWrongPasswordShouldNotSignIn(Postern postern) throws Exception {
        RestClient anonymous = postern.anonymous();

        assertThat(anonymous.post("/postern/login", "{\"user\":\"nobody\",\"password\":\"wrong\"}").status()).isEqualTo(401);
        assertThat(anonymous.post("/postern/login", "{\"user\":\"nobody\"}").status()).isEqualTo(400);
        assertThat(anonymous.post("/postern/login", "no json").status()).isEqualTo(400);
    }

    private static Optional<String> body(String method) {
        return method.equals("GET") || method.equals("DELETE") ? Optional.empty() : Optional.of("{}");
    }
}
