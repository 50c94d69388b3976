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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.access.Role;
import org.postern.gateway.link.AccessLink;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.QuarantineItem;

import com.fasterxml.jackson.databind.JsonNode;

class UserEndpointsTest {
    private static final String PATH = "/postern/me";
    private static final String MESSAGE = "From: sender@remote.test\r\nSubject: offer\r\n\r\nBuy it\r\n";

    private WebAdminFixture webAdmin;

    @BeforeEach
    void start() {
        webAdmin = new WebAdminFixture();
    }

    @AfterEach
    void stop() {
        webAdmin.close();
    }

    private HttpResponse<String> session(String json) {
        return webAdmin.send("POST", PATH + "/session", Optional.empty(), Optional.of(json));
    }

    private String bob() {
        return token(session("{\"user\": \"robert@local.test\", \"password\": \"" + WebAdminFixture.PASSWORD + "\"}"));
    }

    private String byLink(String secret) {
        return token(session("{\"link\": \"" + secret + "\"}"));
    }

    private static String token(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return WebAdminFixture.json(answer).path("token").textValue();
    }

    private HttpResponse<String> get(String token, String path) {
        return webAdmin.send("GET", path, Optional.of(token), Optional.empty());
    }

    private HttpResponse<String> post(String token, String path, String json) {
        return webAdmin.send("POST", path, Optional.of(token), Optional.of(json));
    }

    private HttpResponse<String> act(String token, QuarantineItem item, String action) {
        return post(token, own(item) + "/actions", "{\"action\": \"" + action + "\"}");
    }

    private static String own(QuarantineItem item) {
        return PATH + "/quarantine/" + item.id();
    }

    private List<String> listed(String token) {
        List<String> ids = new ArrayList<>();
        WebAdminFixture.json(get(token, PATH + "/quarantine")).path("items").forEach(item -> ids.add(item.path("id").textValue()));
        return ids;
    }

    private ItemStatus status(QuarantineItem item) {
        return webAdmin.quarantineStore.find(item.id()).orElseThrow().status();
    }

    @Test
    void whoeverProvesHisPasswordShouldSeeTheMailOfAllHisAddressesOnly() {
        QuarantineItem first = webAdmin.quarantined(1, QuarantineKind.SPAM, "Bob@local.test", MESSAGE);
        QuarantineItem alias = webAdmin.quarantined(2, QuarantineKind.SPAM, "robert@local.test", MESSAGE);
        QuarantineItem others = webAdmin.quarantined(3, QuarantineKind.SPAM, "eve@local.test", MESSAGE);
        String bob = bob();

        assertThat(WebAdminFixture.json(get(bob, PATH)).path("address").textValue()).isEqualTo("bob@local.test");
        assertThat(listed(bob)).containsExactly(first.id().value(), alias.id().value());
        assertThat(get(bob, PATH + "/quarantine?recipient=eve@local.test").statusCode()).isEqualTo(403);
        assertThat(WebAdminFixture.json(get(bob, PATH + "/quarantine?text=local.test")).path("items")).hasSize(2);
        assertThat(WebAdminFixture.json(get(bob, PATH + "/quarantine?text=eve")).path("items")).isEmpty();
        assertThat(get(bob, PATH + "/quarantine?text=-eve").statusCode()).isEqualTo(400);
        for (String route : List.of("", "/content", "/source", "/preview")) {
            assertThat(get(bob, own(others) + route).statusCode()).as(route).isEqualTo(404);
            assertThat(get(bob, own(alias) + route).statusCode()).as(route).isEqualTo(200);
        }
        assertThat(act(bob, others, "release").statusCode()).isEqualTo(404);
        assertThat(get(bob, "/postern/status").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"de-AT, en;q=0.5|Sie sieht mit 12,5 Punkten nach Spam aus.",
        "it, fr;q=0.8, en;q=0.9|It looks like spam",
        "es|Parece spam", "de;q=0, es;q=0.1|Parece spam", "*|It looks like spam", "q=;;,|It looks like spam"})
    void listsAndPagesShouldSayWhyInTheLanguageThatIsAskedFor(String languages, String why) {
        QuarantineItem item = webAdmin.quarantined(1, QuarantineKind.SPAM, "bob@local.test", MESSAGE);
        Map.of(PATH + "/quarantine", bob(), "/postern/quarantine", webAdmin.token(Role.ADMIN)).forEach((path, token) ->
            Map.of("", "/items/0/why", "/" + item.id(), "/item/why").forEach((page, shown) -> {
                var answer = webAdmin.send("GET", path + page, Optional.of(token), Optional.empty(), Map.of("Accept-Language", languages));
                assertThat(WebAdminFixture.json(answer).at(shown).textValue()).as(path + page).startsWith(why);
            }));
    }

    private HttpResponse<String> put(String token, String path, String json) {
        return webAdmin.send("PUT", path, Optional.of(token), Optional.of(json));
    }

    @Test
    void theDailyReportShouldBeChosenByPersonThenByDomain() {
        String admin = webAdmin.token(Role.ADMIN);
        String domain = "/postern/digest/domains/local.test";
        String early = "{\"kind\": \"short\", \"time\": \"06:30\", \"zone\": \"Europe/Berlin\"}";
        assertThat(put(admin, domain, early).statusCode()).isEqualTo(200);
        String bob = byLink(webAdmin.links.create("robert@local.test", AccessLink.Purpose.DIGEST));
        assertThat(put(bob, PATH + "/digest", "{\"kind\": \"own\"}").statusCode()).as("no template yet").isEqualTo(400);
        assertThat(put(bob, PATH + "/digest", "{\"time\": \"25:00\"}").body()).contains("'time' must be a time of day");
        assertThat(put(bob, PATH + "/digest", "{\"language\": \"de\", \"hours\": 48}").statusCode()).isEqualTo(200);

        JsonNode own = WebAdminFixture.json(get(bob(), PATH + "/digest"));
        assertThat(own.path("address").textValue()).as("one person's, whatever the alias").isEqualTo("bob@local.test");
        assertThat(own.path("settings").toString())
            .isEqualTo("{\"kind\":\"short\",\"time\":\"06:30\",\"zone\":\"Europe/Berlin\",\"hours\":48,\"language\":\"de\"}");
        assertThat(own.path("kinds")).hasSize(3);
        assertThat(WebAdminFixture.json(get(admin, "/postern/digest/domains")).path("domains").path("local.test").path("time").textValue())
            .isEqualTo("06:30");
        assertThat(webAdmin.send("DELETE", domain, Optional.of(admin), Optional.empty()).statusCode()).isEqualTo(200);
        assertThat(WebAdminFixture.json(get(bob, PATH + "/digest")).path("settings").path("kind").textValue()).isEqualTo("off");
        assertThat(get(bob, "/postern/digest/domains").statusCode()).isEqualTo(403);
    }

    @Test
    void administratorsShouldSeeHowAReportWouldLookWithoutLinksThatWork() {
        QuarantineItem item = webAdmin.quarantined(1, QuarantineKind.SPAM, "robert@local.test", MESSAGE);
        String admin = webAdmin.token(Role.ADMIN);
        String preview = "/postern/digest/preview?recipient=robert@local.test";
        JsonNode report = WebAdminFixture.json(get(admin, preview + "&kind=verbose&language=fr"));
        assertThat(report.path("recipient").textValue()).isEqualTo("bob@local.test");
        assertThat(report.path("text").textValue()).contains("#/link/preview/" + item.id() + "/release").contains("ressemble");
        String form = "{\"kind\": \"own\", \"subject\": \"{{count}} wait\", \"text\": \"%s\", \"html\": \"<p>{{intro}}</p>\"}";
        String domain = "/postern/digest/domains/local.test";
        assertThat(put(admin, domain, String.format(form, "{{#items}}")).body()).contains("the template cannot be used");
        assertThat(put(admin, domain, String.format(form, "{{recipient}}")).statusCode()).isEqualTo(200);
        assertThat(WebAdminFixture.json(get(admin, preview)).path("subject").textValue()).isEqualTo("1 wait");
        assertThat(get(admin, "/postern/digest/preview?recipient=nobody@local.test").statusCode()).isEqualTo(404);
        assertThat(get(admin, preview + "&kind=long").statusCode()).isEqualTo(400);
    }

    @Test
    void aWrongPasswordShouldOpenNothingAndLockAfterSomeTries() {
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            answers.add(session("{\"user\": \"bob@local.test\", \"password\": \"guess " + i + "\"}").statusCode());
        }
        assertThat(answers).containsExactly(401, 401, 401, 401, 401, 429);
        assertThat(session("{\"user\": \"bob@local.test\", \"password\": \"" + WebAdminFixture.PASSWORD + "\"}").statusCode())
            .as("locked for this client").isEqualTo(429);
        assertThat(session("{\"link\": \"guess\"}").statusCode()).isEqualTo(403);
    }

    @Test
    void thePolicyShouldDecideWhatRecipientsDoWithEachKind() {
        QuarantineItem spam = webAdmin.quarantined(1, QuarantineKind.SPAM, "bob@local.test", MESSAGE);
        QuarantineItem held = webAdmin.quarantined(2, QuarantineKind.HELD, "bob@local.test", MESSAGE);
        QuarantineItem virus = webAdmin.quarantined(3, QuarantineKind.VIRUS, "bob@local.test", MESSAGE);
        String bob = bob();

        for (String action : List.of("release", "welcomelist", "delete", "blocklist")) {
            assertThat(act(bob, held, action).statusCode()).as(action).isEqualTo(403);
            assertThat(act(bob, virus, action).statusCode()).as(action).isEqualTo(403);
        }
        assertThat(act(bob, virus, "request-release").statusCode()).isEqualTo(403);
        assertThat(get(bob, own(virus)).statusCode()).isEqualTo(200);
        assertThat(get(bob, own(virus) + "/content").statusCode()).isEqualTo(403);
        assertThat(get(bob, own(virus) + "/source").statusCode()).isEqualTo(403);
        assertThat(get(bob, own(virus) + "/preview").statusCode()).isEqualTo(403);
        assertThat(webAdmin.personal.entries("bob@local.test")).isEmpty();

        assertThat(act(bob, held, "request-release").statusCode()).isEqualTo(200);
        JsonNode asked = WebAdminFixture.json(webAdmin.get(Role.QUARANTINE_MANAGER, "/postern/quarantine?requested=true")).path("items");
        assertThat(asked).hasSize(1);
        assertThat(asked.get(0).path("id").textValue()).isEqualTo(held.id().value());

        assertThat(post(bob, own(spam) + "/actions", "{\"action\": \"release\", \"to\": \"eve@local.test\"}").statusCode()).isEqualTo(400);
        assertThat(act(bob, spam, "welcomelist").statusCode()).isEqualTo(200);
        assertThat(act(bob, spam, "release").statusCode()).as("again").isEqualTo(200);
        assertThat(webAdmin.outlet.deliveries).extracting("recipient").containsExactly("bob@local.test");
        assertThat(status(spam)).isEqualTo(ItemStatus.RELEASED);
        assertThat(WebAdminFixture.json(get(bob, PATH + "/lists")).path("entries").get(0).path("value").textValue())
            .isEqualTo("sender@remote.test");
    }

    @Test
    void severalShouldBeDecidedOnAtOnceWithoutThoseOfOthers() {
        QuarantineItem one = webAdmin.quarantined(1, QuarantineKind.SPAM, "bob@local.test", MESSAGE);
        QuarantineItem held = webAdmin.quarantined(2, QuarantineKind.HELD, "bob@local.test", MESSAGE);
        QuarantineItem others = webAdmin.quarantined(3, QuarantineKind.SPAM, "eve@local.test", MESSAGE);

        JsonNode results = WebAdminFixture.json(post(bob(), PATH + "/quarantine/actions", "{\"action\": \"delete\", \"ids\": [\"" + one.id()
            + "\", \"" + held.id() + "\", \"" + others.id() + "\"]}")).path("results");

        assertThat(results.path(one.id().value()).textValue()).isEqualTo("deleted");
        assertThat(results.path(held.id().value()).textValue()).isEqualTo("not allowed");
        assertThat(results.path(others.id().value()).textValue()).isEqualTo("not found");
        assertThat(status(others)).isEqualTo(ItemStatus.PENDING);
    }

    @Test
    void aLinkShouldOpenTheMailOfItsRecipientUntilItIsRevoked() {
        QuarantineItem mine = webAdmin.quarantined(1, QuarantineKind.SPAM, "bob@local.test", MESSAGE);
        QuarantineItem alias = webAdmin.quarantined(2, QuarantineKind.SPAM, "robert@local.test", MESSAGE);
        String secret = webAdmin.links.create("bob@local.test", AccessLink.Purpose.REQUESTED);
        String token = byLink(secret);

        assertThat(listed(token)).containsExactly(mine.id().value());
        assertThat(get(token, own(alias)).statusCode()).as("needs a password").isEqualTo(404);
        assertThat(webAdmin.send("DELETE", PATH + "/links", Optional.of(token), Optional.empty()).statusCode()).isEqualTo(200);
        assertThat(get(token, PATH + "/quarantine").statusCode()).isEqualTo(401);
        assertThat(session("{\"link\": \"" + secret + "\"}").statusCode()).isEqualTo(403);
    }

    @Test
    void askingForALinkShouldTellNothingAndServeAnAddressOnce() {
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (String address : List.of("bob@local.test", "nobody@local.test", "BOB@local.test", "no address")) {
            answers.add(webAdmin.send("POST", PATH + "/link", Optional.empty(), Optional.of("{\"address\": \"" + address + "\"}")));
        }
        assertThat(answers).allMatch(answer -> answer.statusCode() == 202);
        assertThat(answers).extracting(HttpResponse::body).containsOnly(answers.get(0).body());
        await().until(() -> webAdmin.linkRequests.size() == 2);
        assertThat(webAdmin.linkRequests).containsExactly("bob@local.test", "nobody@local.test");
    }

    @Test
    void listsShouldBeOnesOwnAndASenderShouldStandOnOneOfThem() {
        String bob = bob();
        assertThat(post(bob, PATH + "/lists", "{\"list\": \"blocklist\", \"value\": \"News@Shop.test\"}").statusCode()).isEqualTo(200);
        assertThat(post(bob, PATH + "/lists", "{\"list\": \"nolist\", \"value\": \"a@b.test\"}").statusCode()).isEqualTo(400);
        assertThat(post(bob, PATH + "/lists", "{\"list\": \"welcomelist\", \"value\": \" \"}").statusCode()).isEqualTo(400);
        JsonNode entries = WebAdminFixture.json(post(bob, PATH + "/lists", "{\"list\": \"welcomelist\", \"value\": \"news@shop.test\"}"))
            .path("entries");
        assertThat(entries).hasSize(1);
        assertThat(entries.get(0).path("list").textValue()).isEqualTo("welcomelist");
        String other = byLink(webAdmin.links.create("eve@local.test", AccessLink.Purpose.DIGEST));
        assertThat(WebAdminFixture.json(get(other, PATH + "/lists")).path("entries")).isEmpty();
        assertThat(WebAdminFixture.json(post(bob, PATH + "/lists/remove", "{\"value\": \"news@shop.test\"}")).path("entries")).isEmpty();
    }

    @Test
    void accountsShouldHaveNoPagesOfTheirOwn() {
        assertThat(webAdmin.get(Role.QUARANTINE_MANAGER, PATH + "/quarantine").statusCode()).isEqualTo(403);
        assertThat(webAdmin.get(Role.ADMIN, PATH).statusCode()).isEqualTo(403);
    }
}
