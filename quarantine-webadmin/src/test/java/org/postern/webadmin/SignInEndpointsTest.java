// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

class SignInEndpointsTest {
    private WebAdminFixture webAdmin;

    @BeforeEach
    void start() {
        webAdmin = new WebAdminFixture();
    }

    @AfterEach
    void stop() {
        webAdmin.close();
    }

    private HttpResponse<String> login(String body) {
        return webAdmin.send("POST", "/postern/login", Optional.empty(), Optional.of(body));
    }

    @Test
    void loginShouldGiveATokenThatOpensTheRoutes() {
        HttpResponse<String> response = login("{\"user\":\"auditor\",\"password\":\"correct horse\"}");
        JsonNode answer = WebAdminFixture.json(response);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(answer.get("role").textValue()).isEqualTo("AUDITOR");
        assertThat(Instant.parse(answer.get("expiresAt").textValue())).isBetween(Instant.now().plus(Duration.ofMinutes(479)),
            Instant.now().plus(Duration.ofMinutes(481)));
        assertThat(webAdmin.send("GET", "/postern/status", Optional.of(answer.get("token").textValue()), Optional.empty()).statusCode())
            .isEqualTo(200);
    }

    @Test
    void unknownNameAndWrongPasswordShouldBeToldApartByNobody() {
        HttpResponse<String> wrong = login("{\"user\":\"admin\",\"password\":\"wrong\"}");
        HttpResponse<String> unknown = login("{\"user\":\"nobody\",\"password\":\"wrong\"}");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(wrong.body());
    }

    @Test
    void guessingShouldBeLimited() {
        for (int i = 0; i < 5; i++) {
            assertThat(login("{\"user\":\"admin\",\"password\":\"wrong\"}").statusCode()).isEqualTo(401);
        }
        HttpResponse<String> limited = login("{\"user\":\"admin\",\"password\":\"correct horse\"}");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(Long.parseLong(limited.headers().firstValue("Retry-After").orElseThrow())).isBetween(890L, 900L);
    }

    @Test
    void bodiesThatAreNoSignInShouldBeExplained() {
        Map<String, String> messages = Map.of(
            "", "the body",
            "[]", "the body must be a JSON object",
            "{\"user\":\"admin\"}", "the body needs a text 'password'",
            "{\"user\":\"admin\",\"password\":7}", "the body needs a text 'password'",
            "{\"user\":\"admin\",\"password\":\"x\",\"otp\":\"1\"}", "the body may only have the fields password, user",
            "{\"user\":\"admin\",\"user\":\"b\",\"password\":\"x\"}", "the body is not valid JSON (line 1",
            "{\"user\":\"admin\",\"password\":\"secret", "the body is not valid JSON (line 1");
        messages.forEach((body, message) -> {
            HttpResponse<String> response = login(body);
            assertThat(response.statusCode()).as(body).isEqualTo(400);
            assertThat(WebAdminFixture.json(response).get("message").textValue()).as(body).contains(message).doesNotContain("secret");
        });
        assertThat(login("{\"user\":\"" + "x".repeat(70_000) + "\"}").statusCode()).isEqualTo(413);
    }

    @Test
    void formsShouldBeRefused() {
        assertThat(webAdmin.send("POST", "/postern/login", Optional.empty(), Optional.of("user=admin&password=correct+horse"),
            Map.of("Content-Type", "text/plain")).statusCode()).isEqualTo(415);
        assertThat(webAdmin.send("POST", "/postern/login", Optional.empty(), Optional.of("user=admin&password=correct+horse"),
            Map.of("Content-Type", "application/x-www-form-urlencoded")).statusCode()).isEqualTo(415);
    }
}
