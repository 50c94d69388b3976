// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.gateway.access.Role;

import com.fasterxml.jackson.databind.JsonNode;

class ListEndpointsTest {
    private static final String WELCOME = "/postern/lists/welcomelist";

    private final WebAdminFixture webAdmin = new WebAdminFixture();

    @AfterEach
    void stop() {
        webAdmin.close();
    }

    @Test
    void savedEntryShouldBeListedFoundAndDeleted() {
        HttpResponse<String> saved = post(WELCOME, "{\"kind\":\"sender-domain\",\"value\":\"Example.ORG\",\"subdomains\":true,"
            + "\"comment\":\"partner\"}");
        assertThat(saved.statusCode()).isEqualTo(201);
        JsonNode entry = WebAdminFixture.json(saved);
        assertThat(entry.get("value").textValue()).isEqualTo("example.org");
        assertThat(entry.get("owner").textValue()).isEqualTo("admin");
        String path = WELCOME + "/entries/" + entry.get("id").textValue();
        assertThat(WebAdminFixture.json(webAdmin.get(Role.AUDITOR, WELCOME + "?q=PARTNER")).at("/entries/0")).isEqualTo(entry);
        assertThat(WebAdminFixture.json(webAdmin.get(Role.AUDITOR, path))).isEqualTo(entry);
        assertThat(webAdmin.get(Role.AUDITOR, path.replace("welcomelist", "blocklist")).statusCode()).isEqualTo(404);

        assertThat(send(Role.ADMIN, "DELETE", path, Optional.empty()).statusCode()).isEqualTo(200);

        assertThat(webAdmin.get(Role.AUDITOR, path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "nonsense", "{\"kind\":\"sender\",\"value\":\"a.test\"}", "{\"kind\":\"sender-domain\"}",
        "{\"kind\":\"sender-pattern\",\"value\":\"(\"}", "{\"kind\":\"client-network\",\"value\":\"10.0.0.0/40\"}",
        "{\"kind\":\"sender-domain\",\"value\":\"a.test\",\"expires\":\"2030-01-01T00:00:00Z\"}",
        "{\"kind\":\"sender-domain\",\"value\":\"a.test\",\"expiresAt\":\"2001-01-01T00:00:00Z\"}",
        "{\"kind\":\"client-address\",\"value\":\"192.0.2.1\",\"subdomains\":true}"})
    void entryThatMakesNoSenseShouldBeRefusedWithASentence(String body) {
        HttpResponse<String> answer = post(WELCOME, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(WebAdminFixture.json(answer).get("message").textValue()).isNotBlank();
        assertThat(WebAdminFixture.json(webAdmin.get(Role.AUDITOR, WELCOME)).get("entries")).isEmpty();
    }

    @Test
    void exportShouldBeImportable() {
        post(WELCOME, "{\"kind\":\"client-network\",\"value\":\"192.0.2.0/24\"}");
        post(WELCOME, "{\"kind\":\"recipient-address\",\"value\":\"a@here.test\",\"expiresAt\":\"2037-01-01T00:00:00Z\"}");
        String export = webAdmin.get(Role.AUDITOR, WELCOME + "/export").body();
        post(WELCOME, "{\"kind\":\"client-address\",\"value\":\"192.0.2.1\"}");

        HttpResponse<String> answer = post(WELCOME + "/import?replace=true", export);

        assertThat(WebAdminFixture.json(answer).get("imported").intValue()).isEqualTo(2);
        assertThat(WebAdminFixture.json(answer).get("removed").intValue()).isEqualTo(1);
        assertThat(WebAdminFixture.json(webAdmin.get(Role.AUDITOR, WELCOME)).get("entries")).hasSize(2);
    }

    @Test
    void importWithOneBadEntryShouldChangeNothing() {
        HttpResponse<String> answer = post(WELCOME + "/import",
            "{\"entries\":[{\"kind\":\"sender-domain\",\"value\":\"a.test\"},{\"kind\":\"sender-domain\",\"value\":\"a b\"}]}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(WebAdminFixture.json(answer).get("message").textValue()).contains("entry 2");
        assertThat(WebAdminFixture.json(webAdmin.get(Role.AUDITOR, WELCOME)).get("entries")).isEmpty();
    }

    @Test
    void pagesShouldFollowEachOther() {
        for (int i = 0; i < 5; i++) {
            post(WELCOME, "{\"kind\":\"sender-domain\",\"value\":\"d" + i + ".test\"}");
        }
        JsonNode first = WebAdminFixture.json(webAdmin.get(Role.AUDITOR, WELCOME + "?limit=3"));
        JsonNode second = WebAdminFixture.json(webAdmin.get(Role.AUDITOR, WELCOME + "?limit=3&cursor=" + first.get("next").textValue()));

        assertThat(first.get("entries")).hasSize(3);
        assertThat(second.at("/entries/0/value").textValue()).isEqualTo("d3.test");
        assertThat(second.get("next").isNull()).isTrue();
    }

    @Test
    void auditorShouldReadAndNotChange() {
        assertThat(send(Role.AUDITOR, "POST", WELCOME, Optional.of("{\"kind\":\"sender-domain\",\"value\":\"a.test\"}")).statusCode())
            .isEqualTo(403);
    }

    @Test
    void waitingTripletShouldBeListedAndLetThrough() {
        webAdmin.greylist.check("192.0.2.7", "a@x.test", "b@here.test");
        JsonNode waiting = WebAdminFixture.json(webAdmin.get(Role.AUDITOR, "/postern/greylist")).at("/waiting/0");
        assertThat(waiting.get("network").textValue()).isEqualTo("192.0.2.0/24");
        String triplet = "{\"network\":\"192.0.2.0/24\",\"sender\":\"a@x.test\",\"recipient\":\"b@here.test\"}";

        assertThat(post("/postern/greylist/let-through", triplet).statusCode()).isEqualTo(200);

        assertThat(webAdmin.greylist.check("192.0.2.7", "a@x.test", "b@here.test").passes()).isTrue();
        assertThat(post("/postern/greylist/let-through", triplet).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> post(String path, String body) {
        return send(Role.ADMIN, "POST", path, Optional.of(body));
    }

    private HttpResponse<String> send(Role role, String method, String path, Optional<String> body) {
        return webAdmin.send(method, path, Optional.of(webAdmin.token(role)), body, Map.of("Content-Type", "application/json"));
    }
}
