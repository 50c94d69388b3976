// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.gateway.access.Role;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;

class DirectoryEndpointsTest {
    private static final String PATH = "/postern/directory";

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
            + " \"bindName\": \"cn=reader\", \"roles\": {\"AUDITOR\": [\"admins\"]}" + more + "}";
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
        assertThat(login("bob", "bob's secret").statusCode()).as("in no group with a role").isEqualTo(401);

        ldap.modify("dn: uid=anna,dc=corp,dc=test", "changetype: modify", "delete: memberOf");
        assertThat(webAdmin.post(Role.ADMIN, PATH + "/corp/sync", "{}").statusCode()).isEqualTo(202);
        await().until(() -> webAdmin.send("GET", PATH, value, Optional.empty()).statusCode() == 401);
    }

    private HttpResponse<String> login(String user, String password) {
        return webAdmin.send("POST", "/postern/login", Optional.empty(),
            Optional.of("{\"user\": \"" + user + "\", \"password\": \"" + password + "\"}"));
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
