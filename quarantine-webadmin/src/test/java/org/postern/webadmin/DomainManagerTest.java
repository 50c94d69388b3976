// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.access.Account;
import org.postern.gateway.access.AccountName;
import org.postern.gateway.access.Role;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.QuarantineItem;

import com.fasterxml.jackson.databind.JsonNode;

/** Somebody who looks after local.test, beside mail of other.test. */
class DomainManagerTest {
    private static final String LIST = "/postern/quarantine";
    private static final String CONTENT = "Subject: x\r\n\r\ntext\r\n";

    private WebAdminFixture webAdmin;
    private QuarantineItem mine;
    private QuarantineItem virus;
    private QuarantineItem others;

    @BeforeEach
    void start() {
        webAdmin = new WebAdminFixture();
        mine = webAdmin.quarantined(1, QuarantineKind.SPAM, "Bob@LOCAL.test", CONTENT);
        virus = webAdmin.quarantined(2, QuarantineKind.VIRUS, "eve@local.test", CONTENT);
        others = webAdmin.quarantined(3, QuarantineKind.SPAM, "rita@other.test", CONTENT);
    }

    @AfterEach
    void stop() {
        webAdmin.close();
    }

    private HttpResponse<String> call(String method, String path, Optional<String> body) {
        return webAdmin.send(method, path, Optional.of(webAdmin.token(Role.DOMAIN_MANAGER)), body);
    }

    private HttpResponse<String> get(String path) {
        return call("GET", path, Optional.empty());
    }

    private HttpResponse<String> post(String path, String json) {
        return call("POST", path, Optional.of(json));
    }

    private ItemStatus status(QuarantineItem item) {
        return webAdmin.quarantineStore.find(item.id()).orElseThrow().status();
    }

    private List<String> listed(String query) {
        HttpResponse<String> answer = get(LIST + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        WebAdminFixture.json(answer).get("items").forEach(item -> ids.add(item.get("id").textValue()));
        return ids;
    }

    @Test
    void theListShouldHoldTheMailOfOnesDomainsOnly() {
        assertThat(listed("")).containsExactly(mine.id().value(), virus.id().value());
        assertThat(listed("?domain=Local.Test&kind=spam")).containsExactly(mine.id().value());
        assertThat(listed("?recipient=bob@local.test")).containsExactly(mine.id().value());
        assertThat(listed("?text=rita")).isEmpty();
        assertThat(get(LIST + "?domain=other.test").statusCode()).isEqualTo(403);
        assertThat(get(LIST + "?recipient=rita@other.test").statusCode()).isEqualTo(403);
        assertThat(get(LIST + "?recipient=rita@sub.local.test").statusCode()).isEqualTo(403);
        assertThat(get(LIST + "?recipient=rita@local.test&domain=other.test").statusCode()).isEqualTo(403);
    }

    @Test
    void aManagerWithoutDomainsShouldSeeNothing() {
        Account account = webAdmin.accounts.find(AccountName.of(Role.DOMAIN_MANAGER.name())).orElseThrow();
        webAdmin.accounts.save(new Account(account.name(), account.password(), account.role()));
        assertThat(listed("")).isEmpty();
        assertThat(get(LIST + "/" + mine.id()).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"GET, ''", "GET, /content", "GET, /source", "GET, /preview", "POST, /actions", "POST, /release", "DELETE, ''"})
    void mailOfOtherDomainsShouldNotBeThere(String method, String route) {
        Optional<String> body = !method.equals("POST") ? Optional.empty()
            : Optional.of(route.equals("/actions") ? "{\"action\":\"release\"}" : "{}");
        assertThat(call(method, LIST + "/" + others.id() + route, body).statusCode()).isEqualTo(404);
        assertThat(status(others)).isEqualTo(ItemStatus.PENDING);
        assertThat(call(method, LIST + "/" + mine.id() + route, body).statusCode()).isEqualTo(200);
    }

    @Test
    void onesLinksShouldLeadToRoutesOneMayUse() {
        JsonNode links = WebAdminFixture.json(get(LIST + "/" + mine.id())).get("links");
        assertThat(links.has("tracking")).isFalse();
        assertThat(links.size()).isGreaterThan(4);
        links.fields().forEachRemaining(link -> {
            if (!link.getKey().equals("release") && !link.getKey().equals("actions")) {
                assertThat(get(link.getValue().textValue()).statusCode()).as(link.getKey()).isEqualTo(200);
            }
        });
        assertThat(post(links.get("actions").textValue(), "{\"action\":\"seen\"}").statusCode()).isEqualTo(200);
        assertThat(post(links.get("release").textValue(), "{}").statusCode()).isEqualTo(200);
        assertThat(status(mine)).isEqualTo(ItemStatus.RELEASED);
    }

    @Test
    void messagesWithAVirusShouldBeLeftToAdministratorsButForTheirDeletion() {
        String path = LIST + "/" + virus.id();
        assertThat(get(path + "/content").statusCode()).isEqualTo(403);
        assertThat(get(path + "/source").statusCode()).isEqualTo(403);
        assertThat(get(path + "/preview").statusCode()).isEqualTo(403);
        assertThat(post(path + "/release", "{\"confirm\":true}").statusCode()).isEqualTo(403);
        assertThat(post(path + "/actions", "{\"action\":\"release\",\"confirm\":true}").statusCode()).isEqualTo(403);
        assertThat(post(LIST + "/" + mine.id() + "/release", "{\"to\":\"me@other.test\"}").statusCode()).isEqualTo(403);
        assertThat(status(virus)).isEqualTo(ItemStatus.PENDING);
        assertThat(call("DELETE", path, Optional.empty()).statusCode()).isEqualTo(200);
    }

    @Test
    void manyAtOnceShouldLeaveOutTheMailOfOtherDomains() {
        JsonNode task = WebAdminFixture.json(post(LIST + "/actions", "{\"action\":\"delete\",\"ids\":[\"" + mine.id() + "\",\""
            + others.id() + "\"]}"));
        assertThat(task.get("total").intValue()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(status(mine)).isEqualTo(ItemStatus.DELETED));
        assertThat(get(LIST + "/actions/" + task.get("id").textValue()).statusCode()).isEqualTo(200);
        assertThat(status(others)).isEqualTo(ItemStatus.PENDING);
        assertThat(post(LIST + "/actions", "{\"action\":\"delete\",\"ids\":[\"" + others.id() + "\"]}").statusCode()).isEqualTo(400);
        assertThat(post(LIST + "/actions?domain=other.test", "{\"action\":\"delete\"}").statusCode()).isEqualTo(403);
        QuarantineItem further = webAdmin.quarantined(4, QuarantineKind.SPAM, "eve@local.test", CONTENT);
        assertThat(post(LIST + "/actions?kind=spam", "{\"action\":\"delete\"}").statusCode()).isEqualTo(202);
        await().untilAsserted(() -> assertThat(status(further)).isEqualTo(ItemStatus.DELETED));
        assertThat(status(others)).isEqualTo(ItemStatus.PENDING);
    }

    @Test
    void tasksOfOthersShouldNotBeThere() {
        String task = WebAdminFixture.json(webAdmin.post(Role.ADMIN, LIST + "/actions", "{\"action\":\"seen\",\"ids\":[\"" + mine.id()
            + "\"]}")).get("id").textValue();
        assertThat(get(LIST + "/actions/" + task).statusCode()).isEqualTo(404);
        assertThat(call("DELETE", LIST + "/actions/" + task, Optional.empty()).statusCode()).isEqualTo(404);
        assertThat(webAdmin.get(Role.ADMIN, LIST + "/actions/" + task).statusCode()).isEqualTo(200);
    }

    @Test
    void usageShouldBeOfOnesDomains() {
        assertThat(WebAdminFixture.json(get(LIST + "/usage")).toString())
            .isEqualTo("{\"domains\":[{\"name\":\"local.test\",\"items\":2,\"bytes\":" + 2 * CONTENT.length() + "}]}");
        assertThat(get(LIST + "/usage?recipient=bob@local.test").statusCode()).isEqualTo(200);
        assertThat(get(LIST + "/usage?recipient=rita@other.test").statusCode()).isEqualTo(403);
    }

    @Test
    void reportsShouldBeShownOfOnesDomains() {
        assertThat(get("/postern/digest/preview?recipient=eve@local.test&kind=short").statusCode()).isEqualTo(200);
        assertThat(get("/postern/digest/preview?recipient=rita@other.test&kind=short").statusCode()).isEqualTo(403);
    }

    @Test
    void anAccountOfThisRoleShouldNeedDomainsAndNoOtherShouldHaveAny() {
        String good = "{\"name\":\"dora\",\"password\":\"correct horse\",\"role\":\"DOMAIN_MANAGER\",\"domains\":[\"Other.test\"]}";
        assertThat(webAdmin.post(Role.ADMIN, "/postern/accounts", good.replace("\"Other.test\"", "")).statusCode()).isEqualTo(400);
        assertThat(webAdmin.post(Role.ADMIN, "/postern/accounts", good.replace("Other.test", "a b")).statusCode()).isEqualTo(400);
        assertThat(webAdmin.post(Role.ADMIN, "/postern/accounts", good.replace("DOMAIN_MANAGER", "AUDITOR")).statusCode()).isEqualTo(400);
        assertThat(webAdmin.post(Role.ADMIN, "/postern/accounts", good).statusCode()).isEqualTo(201);
        assertThat(webAdmin.get(Role.ADMIN, "/postern/accounts").body()).contains("\"domains\":[\"other.test\"]");

        JsonNode session = WebAdminFixture.json(webAdmin.send("POST", "/postern/login", Optional.empty(),
            Optional.of("{\"user\":\"dora\",\"password\":\"correct horse\"}")));
        assertThat(session.get("role").textValue()).isEqualTo("DOMAIN_MANAGER");
        Optional<String> token = Optional.of(session.get("token").textValue());
        assertThat(webAdmin.send("GET", LIST, token, Optional.empty()).body())
            .contains(others.id().value()).doesNotContain(mine.id().value());
        assertThat(webAdmin.send("GET", "/domains", token, Optional.empty()).statusCode()).isEqualTo(401);

        String role = "/postern/accounts/dora/role";
        String admin = webAdmin.token(Role.ADMIN);
        assertThat(webAdmin.send("PUT", role, Optional.of(admin), Optional.of("{\"role\":\"DOMAIN_MANAGER\",\"domains\":[\"local.test\"]}"))
            .statusCode()).isEqualTo(200);
        assertThat(webAdmin.send("GET", LIST, token, Optional.empty()).body())
            .contains(mine.id().value()).doesNotContain(others.id().value());
        assertThat(webAdmin.send("PUT", role, Optional.of(admin), Optional.of("{\"role\":\"AUDITOR\"}")).statusCode()).isEqualTo(200);
        assertThat(webAdmin.get(Role.ADMIN, "/postern/accounts").body()).contains("{\"name\":\"dora\",\"role\":\"AUDITOR\"}");
    }
}
