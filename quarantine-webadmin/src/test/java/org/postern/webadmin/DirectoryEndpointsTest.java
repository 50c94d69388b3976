// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.access.Role;
import org.postern.gateway.link.AccessLink;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.QuarantineItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;

class DirectoryEndpointsTest {
    private static final String PATH = "/postern/directory";
    private static final String MESSAGE = "Subject: offer\r\n\r\nText\r\n";

    private WebAdminFixture webAdmin;
    private InMemoryDirectoryServer ldap;

    @BeforeEach
    void start() throws Exception {
        webAdmin = new WebAdminFixture();
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=corp,dc=test");
        config.addAdditionalBindCredentials("cn=reader", "reader's secret");
        config.setSchema(null);
        ldap = new InMemoryDirectoryServer(config);
        ldap.add("dn: dc=corp,dc=test", "objectClass: domain", "dc: corp");
        ldap.add("dn: uid=anna,dc=corp,dc=test", "objectClass: inetOrgPerson", "uid: anna", "mail: anna@corp.test",
            "memberOf: cn=admins,dc=corp,dc=test", "userPassword: anna's secret");
        ldap.add("dn: uid=bob,dc=corp,dc=test", "objectClass: inetOrgPerson", "uid: bob", "mail: bob@corp.test",
            "proxyAddresses: smtp:Robert@corp.test", "proxyAddresses: smtp:bob@other.test",
            "userPassword: bob's secret");
        ldap.startListening();
    }

    @AfterEach
    void stop() {
        ldap.shutDown(true);
        webAdmin.close();
    }

    private String profile(String more) {
        return "{\"name\": \"corp\", \"servers\": [\"127.0.0.1:" + ldap.getListenPort() + "\"], \"security\": \"ldap\","
            + " \"bindName\": \"cn=reader\", \"domains\": [\"corp.test\"], \"roles\": {\"AUDITOR\": [\"admins\"]}" + more + "}";
    }

    private void created() {
        assertThat(webAdmin.post(Role.ADMIN, PATH, profile(", \"bindPassword\": \"reader's secret\"")).statusCode()).isEqualTo(201);
        await().until(() -> json("/corp/sync").path("status").textValue().equals("DONE") && json("/corp").has("counts"));
    }

    private JsonNode json(String path) {
        return WebAdminFixture.json(webAdmin.get(Role.AUDITOR, PATH + path));
    }

    private HttpResponse<String> put(String body, String tag) {
        return webAdmin.send("PUT", PATH + "/corp", Optional.of(webAdmin.token(Role.ADMIN)), Optional.of(body), Map.of("If-Match", tag));
    }

    @Test
    void aProfileShouldBeReadAtOnceAndNeverShowItsPassword() {
        created();
        JsonNode profile = json("/corp");
        assertThat(profile.path("counts").path("people").intValue()).isEqualTo(2);
        assertThat(profile.path("hasPassword").booleanValue()).isTrue();
        assertThat(profile.toString() + json("")).doesNotContain("secret");
        assertThat(json("/lookup?address=ANNA@corp.test").path("entries").get(0).path("groups").get(0).textValue())
            .isEqualTo("cn=admins,dc=corp,dc=test");
        assertThat(json("/corp/users?query=bo").path("users")).hasSize(1);
        assertThat(json("/corp/groups").path("groups").get(0).path("members").intValue()).isEqualTo(1);
        assertThat(json("/corp/members?group=CN=admins,dc=corp,dc=test").path("users").get(0).path("primary").textValue())
            .isEqualTo("anna@corp.test");
    }

    @Test
    void aProfileThatDoesNotWorkShouldBeRefusedUnlessToldOtherwise() {
        String wrong = profile(", \"bindPassword\": \"wrong\"");
        HttpResponse<String> refused = webAdmin.post(Role.ADMIN, PATH, wrong);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("bindName").doesNotContain("\"wrong\"");
        assertThat(webAdmin.post(Role.ADMIN, PATH, profile(", \"bindPassword\": \"reader's secret\", \"filter\": \"(uid=nobody)\""))
            .body()).contains("nobody with an address");
        assertThat(webAdmin.post(Role.ADMIN, PATH, profile(", \"bindPassword\": 5")).body()).contains("'bindPassword' must be a text");
        assertThat(webAdmin.post(Role.ADMIN, PATH + "?check=false", wrong).statusCode()).isEqualTo(201);
        await().until(() -> json("/corp/sync").path("status").textValue().equals("FAILED"));
    }

    @Test
    void aChangeShouldKeepThePasswordForTheSameServersOnly() {
        created();
        String tag = webAdmin.get(Role.ADMIN, PATH + "/corp").headers().firstValue("ETag").orElseThrow();
        assertThat(webAdmin.send("PUT", PATH + "/corp", Optional.of(webAdmin.token(Role.ADMIN)), Optional.of(profile(""))).statusCode())
            .isEqualTo(428);
        assertThat(put(profile(""), "\"0\"").statusCode()).isEqualTo(412);
        HttpResponse<String> elsewhere = put(profile("").replace("127.0.0.1", "localhost"), tag);
        assertThat(elsewhere.statusCode()).isEqualTo(400);
        assertThat(elsewhere.body()).contains("must be given again");
        HttpResponse<String> changed = put(profile(", \"comment\": \"new\""), tag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(put(profile(", \"comment\": \"late\""), tag).statusCode()).isEqualTo(412);
        assertThat(json("/corp").path("comment").textValue()).isEqualTo("new");
        assertThat(json("/corp").path("hasPassword").booleanValue()).isTrue();
    }

    @Test
    void aTestShouldSayWhatWorksAndWhatDoesNot() {
        created();
        assertThat(webAdmin.post(Role.ADMIN, PATH + "/corp/test", "{}").body()).contains("works", "anna@corp.test");
        ldap.shutDown(true);
        assertThat(webAdmin.post(Role.ADMIN, PATH + "/corp/test", "{}").body()).contains("fails", "no server of the directory can be used");
    }

    @Test
    void administratorsShouldSignInByTheirDirectoryUntilTheyLeaveTheGroup() throws Exception {
        created();
        HttpResponse<String> answer = login("anna", "anna's secret");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode token = WebAdminFixture.json(answer);
        assertThat(token.path("role").textValue()).isEqualTo("AUDITOR");
        Optional<String> value = Optional.of(token.path("token").textValue());
        assertThat(webAdmin.send("GET", PATH, value, Optional.empty()).statusCode()).isEqualTo(200);
        assertThat(webAdmin.send("DELETE", PATH + "/corp", value, Optional.empty()).statusCode()).isEqualTo(403);
        assertThat(login("anna", "wrong").statusCode()).isEqualTo(401);
        assertThat(login("anna", "").statusCode()).isEqualTo(401);
        assertThat(WebAdminFixture.json(login("bob", "bob's secret")).path("role").textValue()).as("in no group with a role")
            .isEqualTo("USER");

        ldap.modify("dn: uid=anna,dc=corp,dc=test", "changetype: modify", "delete: memberOf");
        assertThat(webAdmin.post(Role.ADMIN, PATH + "/corp/sync", "{}").statusCode()).isEqualTo(202);
        await().until(() -> webAdmin.send("GET", PATH, value, Optional.empty()).statusCode() == 403);
        assertThat(webAdmin.send("GET", "/postern/quarantine", value, Optional.empty()).statusCode()).as("a user now").isEqualTo(200);
    }

    @Test
    void usersShouldSeeAndDecideOnWhatIsAddressedToThemOnly() throws Exception {
        created();
        var spam = webAdmin.quarantined(1, QuarantineKind.SPAM, "Bob@corp.test", MESSAGE);
        var alias = webAdmin.quarantined(2, QuarantineKind.SPAM, "robert@corp.test", MESSAGE);
        var virus = webAdmin.quarantined(3, QuarantineKind.VIRUS, "bob@corp.test", MESSAGE);
        var held = webAdmin.quarantined(4, QuarantineKind.HELD, "bob@corp.test", MESSAGE);
        var annas = webAdmin.quarantined(5, QuarantineKind.SPAM, "anna@corp.test", MESSAGE);
        var foreign = webAdmin.quarantined(6, QuarantineKind.SPAM, "bob@other.test", MESSAGE);
        String bob = WebAdminFixture.json(login("bob", "bob's secret")).path("token").textValue();

        assertThat(ids(bob, "")).containsExactly(spam.id(), alias.id(), virus.id(), held.id());
        assertThat(ids(bob, "&recipient=ROBERT@corp.test")).containsExactly(alias.id());
        assertThat(as(bob, "GET", "/postern/quarantine?recipient=anna@corp.test").statusCode()).isEqualTo(403);
        assertThat(as(bob, "GET", "/postern/quarantine?cursor=xyz").statusCode()).isEqualTo(400);
        for (var notHis : List.of(annas, foreign)) {
            for (String route : List.of("GET ", "GET /content", "POST /release", "DELETE ")) {
                String method = route.substring(0, route.indexOf(' '));
                assertThat(as(bob, method, path(notHis) + route.substring(route.indexOf(' ') + 1)).statusCode()).as(route).isEqualTo(404);
            }
        }
        JsonNode shown = WebAdminFixture.json(as(bob, "GET", path(spam)));
        assertThat(shown.path("header")).isNotEmpty();
        assertThat(shown.path("links").has("tracking")).isFalse();
        assertThat(shown.path("explanation").path("rules")).isEmpty();
        assertThat(as(bob, "GET", path(spam) + "/content").body()).isEqualTo(MESSAGE);
        assertThat(as(bob, "GET", path(virus) + "/content").statusCode()).isEqualTo(403);
        for (var notToDecide : List.of(virus, held)) {
            assertThat(as(bob, "POST", path(notToDecide) + "/release").statusCode()).isEqualTo(403);
            assertThat(as(bob, "DELETE", path(notToDecide)).statusCode()).isEqualTo(403);
        }
        assertThat(actionsOfOnesOwn(bob, held)).containsExactly("request-release", "report-spam", "report-ham");
        assertThat(actionsOfOnesOwn(bob, spam)).contains("release", "delete");
        assertThat(act(bob, held, "delete").statusCode()).isEqualTo(403);
        assertThat(act(bob, held, "blocklist").statusCode()).isEqualTo(403);
        assertThat(act(bob, annas, "release").statusCode()).isEqualTo(404);
        assertThat(act(bob, held, "request-release").statusCode()).isEqualTo(200);
        assertThat(as(bob, "POST", path(spam) + "/release").statusCode()).isEqualTo(200);
        assertThat(webAdmin.outlet.deliveries).hasSize(1);
        assertThat(as(bob, "DELETE", path(alias)).statusCode()).isEqualTo(200);
        assertThat(ids(bob, "")).containsExactly(virus.id(), held.id());
        for (String closed : List.of("/postern/status", "/postern/accounts", "/postern/directory", "/postern/learning/lessons",
            "/postern/tracking/" + spam.id().messageId())) {
            assertThat(as(bob, "GET", closed).statusCode()).as(closed).isEqualTo(403);
        }
    }

    @Test
    void whoeverMayNotSignInAnyMoreShouldBeOutWithTheNextReading() throws Exception {
        created();
        String bob = WebAdminFixture.json(login("bob", "bob's secret")).path("token").textValue();
        assertThat(as(bob, "GET", "/postern/quarantine").statusCode()).isEqualTo(200);
        String tag = webAdmin.get(Role.ADMIN, PATH + "/corp").headers().firstValue("ETag").orElseThrow();
        assertThat(put(profile(", \"selfService\": false"), tag).statusCode()).isEqualTo(200);
        assertThat(as(bob, "GET", "/postern/quarantine").statusCode()).isEqualTo(401);
        assertThat(login("bob", "bob's secret").statusCode()).isEqualTo(401);
    }

    @Test
    void aLinkShouldOpenNothingOfPeopleWhoMayNotSignIn() throws Exception {
        created();
        String link = "{\"link\": \"" + webAdmin.links.create("bob@corp.test", AccessLink.Purpose.DIGEST) + "\"}";
        HttpResponse<String> session = webAdmin.send("POST", "/postern/me/session", Optional.empty(), Optional.of(link));
        String bob = WebAdminFixture.json(session).path("token").textValue();
        assertThat(as(bob, "GET", "/postern/me/quarantine").statusCode()).isEqualTo(200);
        String tag = webAdmin.get(Role.ADMIN, PATH + "/corp").headers().firstValue("ETag").orElseThrow();
        assertThat(put(profile(", \"selfService\": false"), tag).statusCode()).isEqualTo(200);
        assertThat(as(bob, "GET", "/postern/me/quarantine").statusCode()).isEqualTo(401);
        assertThat(webAdmin.send("POST", "/postern/me/session", Optional.empty(), Optional.of(link)).statusCode()).isEqualTo(403);
        assertThat(webAdmin.selfService.isFor("nobody-there@corp.test")).isFalse();
        assertThat(webAdmin.selfService.isFor("anybody@elsewhere.test")).isTrue();
    }

    @Test
    void pagesOfSeveralAddressesShouldBeOneListWithoutGapOrRepetition() throws Exception {
        created();
        List<ItemId> all = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            all.add(webAdmin.quarantined(i, QuarantineKind.SPAM, i % 3 == 0 ? "robert@corp.test" : "bob@corp.test", MESSAGE).id());
        }
        String bob = WebAdminFixture.json(login("bob", "bob's secret")).path("token").textValue();
        for (int limit = 1; limit <= 10; limit++) {
            List<ItemId> seen = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            do {
                JsonNode page = WebAdminFixture.json(as(bob, "GET", "/postern/quarantine?limit=" + limit
                    + cursor.map(text -> "&cursor=" + text).orElse("")));
                assertThat(page.path("items").size()).isLessThanOrEqualTo(limit);
                page.path("items").forEach(item -> seen.add(new ItemId(item.path("id").textValue())));
                cursor = Optional.ofNullable(page.path("next").textValue());
            } while (cursor.isPresent());
            assertThat(seen).as("pages of " + limit).isEqualTo(all);
        }
    }

    private List<ItemId> ids(String token, String query) {
        List<ItemId> ids = new ArrayList<>();
        WebAdminFixture.json(as(token, "GET", "/postern/quarantine?limit=100" + query)).path("items")
            .forEach(item -> ids.add(new ItemId(item.path("id").textValue())));
        return ids;
    }

    private List<String> actionsOfOnesOwn(String token, QuarantineItem item) {
        List<String> actions = new ArrayList<>();
        WebAdminFixture.json(as(token, "GET", "/postern/me/quarantine/" + item.id())).path("actions")
            .forEach(action -> actions.add(action.textValue()));
        return actions;
    }

    private HttpResponse<String> act(String token, QuarantineItem item, String action) {
        return webAdmin.send("POST", "/postern/me/quarantine/" + item.id() + "/actions", Optional.of(token),
            Optional.of("{\"action\": \"" + action + "\"}"));
    }

    private static String path(QuarantineItem item) {
        return "/postern/quarantine/" + item.id();
    }

    private HttpResponse<String> as(String token, String method, String path) {
        return webAdmin.send(method, path, Optional.of(token), Optional.empty());
    }

    private HttpResponse<String> login(String user, String password) {
        return webAdmin.send("POST", "/postern/login", Optional.empty(),
            Optional.of("{\"user\": \"" + user + "\", \"password\": \"" + password + "\"}"));
    }

    @Test
    void aReadingThatIsAskedForShouldBeATaskWithProgress() {
        created();
        HttpResponse<String> answer = webAdmin.post(Role.ADMIN, PATH + "/corp/sync", "{}");
        assertThat(answer.statusCode()).isEqualTo(202);
        String task = WebAdminFixture.json(answer).path("task").textValue();
        await().until(() -> WebAdminFixture.json(webAdmin.get(Role.ADMIN, task)).path("status").textValue().equals("completed"));
        JsonNode progress = WebAdminFixture.json(webAdmin.get(Role.ADMIN, task)).path("additionalInformation");
        assertThat(progress.path("type").textValue()).isEqualTo("postern-directory-sync");
        assertThat(progress.path("profile").textValue()).isEqualTo("corp");
        assertThat(progress.path("entries").intValue()).isEqualTo(2);
        ldap.shutDown(true);
        String failing = WebAdminFixture.json(webAdmin.post(Role.ADMIN, PATH + "/corp/sync", "{}")).path("task").textValue();
        await().until(() -> WebAdminFixture.json(webAdmin.get(Role.ADMIN, failing)).path("status").textValue().equals("failed"));
        assertThat(webAdmin.get(Role.ADMIN, failing).body()).contains("no server of the directory can be used");
        assertThat(json("/corp").path("counts").path("people").intValue()).as("what was read before").isEqualTo(2);
        assertThat(webAdmin.post(Role.ADMIN, PATH + "/nowhere/sync", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void deletingShouldForgetWhatWasRead() {
        created();
        assertThat(webAdmin.delete(Role.AUDITOR, PATH + "/corp").statusCode()).isEqualTo(403);
        assertThat(webAdmin.delete(Role.ADMIN, PATH + "/corp").statusCode()).isEqualTo(200);
        assertThat(webAdmin.get(Role.ADMIN, PATH + "/corp").statusCode()).isEqualTo(404);
        assertThat(json("/lookup?address=anna@corp.test").path("entries")).isEmpty();
    }
}
