// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postern.gateway.access.AccessTokens;
import org.postern.gateway.access.Account;
import org.postern.gateway.access.AccountName;
import org.postern.gateway.access.Permission;
import org.postern.gateway.access.Role;
import org.postern.gateway.access.TokenKeys;

class AccessTest {
    private static WebAdminFixture webAdmin;

    @BeforeAll
    static void start() {
        webAdmin = new WebAdminFixture();
    }

    @AfterAll
    static void stop() {
        webAdmin.close();
    }

    @AfterEach
    void storageIsBack() {
        webAdmin.accounts.away = false;
    }

    private static List<Endpoint> guarded() {
        return webAdmin.routes.endpoints().stream().filter(endpoint -> endpoint.permission().isPresent()).toList();
    }

    private static HttpResponse<String> call(Endpoint endpoint, Optional<String> token) {
        String path = endpoint.path().replace(":id", "01HQXW5P7R8ZJ4M2N6K9T3V999-0123456789abcdef").replace(":name", "nobody");
        Optional<String> body = endpoint.method() == HttpMethod.POST || endpoint.method() == HttpMethod.PUT
            ? Optional.of("{}") : Optional.empty();
        return webAdmin.send(endpoint.method().name(), path, token, body);
    }

    @Test
    void onlyTheseRoutesShouldBeOpen() {
        assertThat(webAdmin.routes.endpoints().stream().filter(endpoint -> endpoint.permission().isEmpty())
            .map(endpoint -> endpoint.method() + " " + endpoint.path())
            .filter(route -> !route.startsWith("GET /postern/ui/")))
            .containsExactlyInAnyOrder("POST /postern/login", "GET /postern/openapi.json", "GET /postern/ui",
                "GET /postern/preview/:ticket",
                "POST /postern/me/session", "POST /postern/me/link");
    }

    @Test
    void everyGuardedRouteShouldRefuseWhoeverHasNoValidToken() {
        Account admin = webAdmin.accounts.find(AccountName.of("admin")).orElseThrow();
        AccessTokens past = new AccessTokens(WebAdminFixture.KEYS, Duration.ofHours(8),
            Clock.fixed(Instant.now().minus(Duration.ofHours(9)), ZoneOffset.UTC));
        AccessTokens foreign = new AccessTokens(TokenKeys.generate(), Duration.ofHours(8), Clock.systemUTC());
        String good = webAdmin.token(Role.ADMIN);
        String unsigned = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.US_ASCII))
            + "." + good.split("\\.")[1] + ".";
        List<Optional<String>> worthless = List.of(Optional.empty(), Optional.of("nonsense"), Optional.of(past.issue(admin).value()),
            Optional.of(foreign.issue(admin).value()), Optional.of(unsigned));
        assertThat(guarded()).hasSizeGreaterThan(10);
        for (Endpoint endpoint : guarded()) {
            for (Optional<String> token : worthless) {
                HttpResponse<String> response = call(endpoint, token);
                assertThat(response.statusCode()).as(endpoint + " with " + token).isEqualTo(401);
                assertThat(WebAdminFixture.json(response).get("type").textValue()).isEqualTo("Unauthorized");
            }
        }
    }

    @Test
    void everyRoleShouldOpenExactlyTheRoutesOfItsPermissions() {
        for (Endpoint endpoint : guarded()) {
            for (Role role : WebAdminFixture.ROLES) {
                int status = call(endpoint, Optional.of(webAdmin.token(role))).statusCode();
                if (endpoint.admits(role)) {
                    assertThat(status).as(endpoint + " as " + role).isNotIn(401, 403, 500);
                } else {
                    assertThat(status).as(endpoint + " as " + role).isEqualTo(403);
                }
            }
        }
    }

    @Test
    void rolesShouldHaveThesePermissions() {
        assertThat(Stream.of(Permission.values()).filter(permission -> !Role.ADMIN.may(permission)))
            .containsExactly(Permission.OWN_QUARANTINE, Permission.DOMAIN_QUARANTINE);
        assertThat(Stream.of(Permission.values()).filter(Role.DOMAIN_MANAGER::may)).containsExactly(Permission.DOMAIN_QUARANTINE);
        assertThat(Stream.of(Permission.values()).filter(Role.QUARANTINE_MANAGER::may)).containsExactlyInAnyOrder(Permission.READ_STATUS,
            Permission.READ_TRACKING, Permission.READ_QUARANTINE, Permission.READ_CONTENT, Permission.SETTLE_QUARANTINE,
            Permission.READ_RULES, Permission.TEACH);
        assertThat(Stream.of(Permission.values()).filter(Role.AUDITOR::may)).containsExactlyInAnyOrder(Permission.READ_STATUS,
            Permission.READ_TRACKING, Permission.READ_QUARANTINE, Permission.READ_RULES, Permission.READ_DIRECTORY);
        assertThat(Stream.of(Permission.values()).filter(Role.USER::may)).containsExactly(Permission.OWN_QUARANTINE);
    }

    @Test
    void unknownPathsShouldBeDeniedBeforeAnythingElse() {
        for (String path : List.of("/postern", "/postern/", "/postern/nothing", "/postern/quarantine/", "/postern/ui/../status",
            "/postern/ui/none.js", "/postern/%73tatus", "/postern//status", "/postern/login")) {
            assertThat(webAdmin.send("GET", path, Optional.empty(), Optional.empty()).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(webAdmin.send("OPTIONS", "/postern/status", Optional.empty(), Optional.empty()).statusCode()).isEqualTo(401);
        assertThat(webAdmin.send("HEAD", "/postern/status", Optional.empty(), Optional.empty()).statusCode()).isEqualTo(401);
        assertThat(webAdmin.get(Role.ADMIN, "/postern/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void anAdministratorsTokenAloneShouldOpenJamesRoutes() {
        assertThat(webAdmin.get(Role.ADMIN, "/domains").statusCode()).isEqualTo(200);
        assertThat(webAdmin.get(Role.QUARANTINE_MANAGER, "/domains").statusCode()).isEqualTo(401);
        assertThat(webAdmin.get(Role.AUDITOR, "/domains").statusCode()).isEqualTo(401);
        assertThat(webAdmin.send("GET", "/domains", Optional.empty(), Optional.empty()).statusCode()).isEqualTo(401);
    }

    @Test
    void noAnswerShouldInviteOtherOrigins() {
        Map<String, String> origin = Map.of("Origin", "https://evil.test");
        Optional<String> token = Optional.of(webAdmin.token(Role.ADMIN));
        for (String path : List.of("/postern/status", "/postern/ui/", "/postern/openapi.json", "/domains", "/nothing",
            "/postern/nothing")) {
            for (Optional<String> who : List.of(token, Optional.<String>empty())) {
                assertThat(webAdmin.send("GET", path, who, Optional.empty(), origin).headers().firstValue("Access-Control-Allow-Origin"))
                    .as(path).isEmpty();
            }
        }
        assertThat(webAdmin.send("OPTIONS", "/domains", Optional.empty(), Optional.empty(), origin).headers()
            .firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void answersShouldNotBeKeptOrGuessedAt() {
        for (HttpResponse<String> response : List.of(webAdmin.get(Role.ADMIN, "/postern/status"),
            webAdmin.send("GET", "/postern/status", Optional.empty(), Optional.empty()),
            webAdmin.send("GET", "/postern/ui/", Optional.empty(), Optional.empty()))) {
            assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
            assertThat(response.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(response.headers().allValues("Content-Security-Policy")).hasSize(1)
                .allSatisfy(policy -> assertThat(policy).startsWith("default-src 'none'"));
        }
    }

    @Test
    void storageAwayShouldBe503WithRetryAfter() {
        String token = webAdmin.token(Role.ADMIN);
        webAdmin.accounts.away = true;
        for (HttpResponse<String> response : List.of(
            webAdmin.send("GET", "/postern/status", Optional.of(token), Optional.empty()),
            webAdmin.send("POST", "/postern/login", Optional.empty(),
                Optional.of("{\"user\":\"admin\",\"password\":\"correct horse\"}")))) {
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).contains("5");
            assertThat(WebAdminFixture.json(response).get("type").textValue()).isEqualTo("ServiceUnavailable");
        }
        assertThat(webAdmin.send("GET", "/postern/status", Optional.empty(), Optional.empty()).statusCode()).isEqualTo(401);
    }

    @Test
    void theTokenOfADeletedAccountShouldBeWorthless() {
        webAdmin.post(Role.ADMIN, "/postern/accounts", "{\"name\":\"brief\",\"password\":\"correct horse\",\"role\":\"AUDITOR\"}");
        String token = webAdmin.tokens.issue(webAdmin.accounts.find(AccountName.of("brief")).orElseThrow()).value();
        assertThat(webAdmin.send("GET", "/postern/status", Optional.of(token), Optional.empty()).statusCode()).isEqualTo(200);
        assertThat(webAdmin.delete(Role.ADMIN, "/postern/accounts/brief").statusCode()).isEqualTo(200);
        assertThat(webAdmin.send("GET", "/postern/status", Optional.of(token), Optional.empty()).statusCode()).isEqualTo(401);
    }
}
