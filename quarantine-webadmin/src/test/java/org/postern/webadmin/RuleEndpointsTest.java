// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

import org.apache.james.task.TaskId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.analysis.facts.MessageId;
import org.postern.analysis.rules.Example;
import org.postern.analysis.rules.example.ExampleFacts;
import org.postern.gateway.access.Role;
import org.postern.gateway.rules.FactsStore;
import org.postern.gateway.rules.KeptFacts;
import org.postern.webadmin.rules.ReplayTask;

import com.fasterxml.jackson.databind.JsonNode;

class RuleEndpointsTest {
    private static final String RULE = "{\"priority\":90,\"from\":[\"Bad\"],\"actions\":[\"block\"]}";
    private WebAdminFixture webAdmin;

    @BeforeEach
    void start() {
        webAdmin = new WebAdminFixture();
    }

    @AfterEach
    void stop() {
        webAdmin.close();
    }

    @Test
    void editedRulesShouldBeInForceOnceActivatedAndBeTakenBack() {
        String tag = tag(webAdmin.get(Role.ADMIN, "/postern/rules/draft"));
        HttpResponse<String> group = put("/postern/rules/draft/who/Bad", "[{\"address\":\"bad@remote.example\"}]", tag);
        assertThat(group.statusCode()).as(group.body()).isEqualTo(201);
        HttpResponse<String> rule = put("/postern/rules/draft/rules/Block Bad".replace(" ", "%20"), RULE, tag(group));
        assertThat(rule.statusCode()).as(rule.body()).isEqualTo(201);
        JsonNode changes = json(webAdmin.get(Role.ADMIN, "/postern/rules/diff")).get("changes");
        assertThat(changes.findValuesAsText("name")).contains("Block Bad", "Bad");
        HttpResponse<String> version = send("POST", "/postern/rules/versions", "{\"comment\":\"no bad mail\",\"activate\":true}",
            tag(rule));
        assertThat(version.statusCode()).as(version.body()).isEqualTo(201);
        assertThat(json(webAdmin.get(Role.ADMIN, "/postern/rules")).get("version").asText()).isEqualTo("1");
        assertThat(webAdmin.ruleSets.inForce().rule("Block Bad")).isPresent();

        assertThat(webAdmin.delete(Role.ADMIN, "/postern/rules/active").statusCode()).isEqualTo(200);
        assertThat(webAdmin.ruleSets.inForce().rule("Block Bad")).isEmpty();
        send("PUT", "/postern/rules/active", "{\"version\":\"1\"}", "any");
        assertThat(webAdmin.ruleSets.inForce().rule("Block Bad")).isPresent();
    }

    @Test
    void mistakeShouldBeToldWithItsField() {
        String tag = tag(webAdmin.get(Role.ADMIN, "/postern/rules/draft"));
        HttpResponse<String> answer = put("/postern/rules/draft/what/Bad", "[{\"file-name\":\"(\"}]", tag);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("field").asText()).isEqualTo("what.Bad[0].file-name");
        assertThat(put("/postern/rules/draft/what/Bad", "null", tag).statusCode()).isEqualTo(400);
        HttpResponse<String> used = send("DELETE", "/postern/rules/draft/what/Spam", null, tag);
        assertThat(used.statusCode()).isEqualTo(400);
        assertThat(json(used).get("field").asText()).isEqualTo("rules.Quarantine Spam.what[0]");
        assertThat(json(used).get("message").asText()).endsWith("needs Spam, so it cannot be removed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\'', value = {
        "who/X; [{\"ip\":\"300.1.1.1\"}]; who.X[0].ip; not an IP address",
        "who/X; [{\"domain\":\"\"}]; who.X[0].domain; not a domain",
        "who/X; [{\"domein\":\"a.example\"}]; who.X[0].domein; unknown key",
        "what/X; [{\"dmarc\":\"failed\"}]; what.X[0].dmarc; must be one of",
        "what/X; [{\"fact\":\"client.shoe\",\"equals\":\"x\"}]; what.X[0].fact; there are address",
        "when/X; [{\"days\":\"mon\",\"zone\":\"Europe/Nowhere\"}]; when.X[0].zone; not a time zone",
        "actions/X; {\"reject\":{\"code\":700,\"text\":\"no\"}}; actions.X.reject.code; must be 550 to 554",
        "rules/X; {\"priority\":101,\"actions\":[\"block\"]}; rules.X.priority; 0 to 100",
        "rules/X; {\"priority\":50,\"actions\":[]}; rules.X.actions; at least one action",
        "rules/X; {\"priority\":50,\"from\":[\"Nobody\"],\"actions\":[\"block\"]}; rules.X.from[0]; there is no object Nobody",
        "rules/X; {\"name\":\"Y\",\"priority\":50,\"actions\":[\"hold\"]}; rules.X.name; must be the name in the path"})
    void mistakeInOneObjectShouldBeToldWithItsFieldAndChangeNothing(String place, String body, String field, String said) {
        String tag = draftTag();
        HttpResponse<String> answer = put("/postern/rules/draft/" + place, body, tag);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).get("field").asText()).isEqualTo(field);
        assertThat(json(answer).get("message").asText()).contains(said).doesNotContain("line ");
        assertThat(draftTag()).isEqualTo(tag);
    }

    @Test
    void changeOfRulesThatSomebodyElseHasChangedShouldBeRefused() {
        String tag = tag(webAdmin.get(Role.ADMIN, "/postern/rules/draft"));
        assertThat(put("/postern/rules/draft/who/A", "[]", tag).statusCode()).isEqualTo(201);
        assertThat(put("/postern/rules/draft/who/B", "[]", tag).statusCode()).isEqualTo(412);
        assertThat(webAdmin.send("PUT", "/postern/rules/draft/who/B", Optional.of(webAdmin.token(Role.ADMIN)), Optional.of("[]"))
            .statusCode()).isEqualTo(428);
    }

    @Test
    void ruleSetWhoseExampleFailsShouldNotBeKept() {
        String yaml = "{\"version\":\"1\",\"rules\":[],\"examples\":[{\"name\":\"spam\",\"spam\":9,\"expect\":\"quarantine spam\"}]}";
        HttpResponse<String> answer = send("POST", "/postern/rules/apply", yaml, "any");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("failures").get(0).get("problem").asText()).contains("expected quarantine spam").contains("accept");
    }

    @Test
    void evaluationShouldTellOutcomeReasonAndWhatWouldChangeIt() {
        JsonNode answer = json(webAdmin.post(Role.AUDITOR, "/postern/rules/evaluate",
            "{\"rules\":\"active\",\"spam\":7.5,\"message\":\"Subject: x\\n\\nbuy\\n\"}"));
        assertThat(answer.get("recipients").get(0).get("outcome").asText()).isEqualTo("quarantine spam");
        assertThat(json(webAdmin.post(Role.AUDITOR, "/postern/rules/evaluate", "{\"spam\":\"much\"}")).get("message").asText())
            .isEqualTo("spam must be a number of points but is much");
        assertThat(json(webAdmin.post(Role.AUDITOR, "/postern/rules/evaluate", "{\"dmarc\":\"maybe\"}")).get("message").asText())
            .startsWith("dmarc must be one of none, pass, fail");
        assertThat(answer.get("explanation").get("rules").get(0).get("reason").asText()).isEqualTo("what Spam");
        JsonNode change = answer.get("explanation").get("changes").get(0);
        assertThat(change.get("text").asText()).isEqualTo("with a spam score of 2.9 instead of 7.5");
        assertThat(change.get("outcome").asText()).isEqualTo("accept");
    }

    @Test
    void replayShouldTellWhatWouldHaveEndedOtherwise() {
        Random random = new Random(1);
        for (int spam = 1; spam <= 10; spam++) {
            Instant received = webAdmin.clock.instant().minusSeconds(3600);
            var facts = new ExampleFacts().of(new Example("x", Optional.empty(), Map.of("spam", String.valueOf(spam), "time",
                received.toString()), Map.of("", "accept"), List.of()));
            var dated = new org.postern.analysis.facts.Facts(1, MessageId.next(received, random), received, facts.direction(),
                facts.envelope(), facts.client(), facts.size(), facts.headers(), facts.parts(), facts.uris(), facts.anomalies(),
                facts.virus(), facts.spam(), facts.unknown(), facts.timingsMicros());
            webAdmin.facts.keep(new KeptFacts(dated, "old", Map.of("recipient@local.example", spam >= 5 ? "quarantine spam" : "accept")));
        }
        JsonNode started = json(webAdmin.post(Role.ADMIN, "/postern/rules/replay", "{\"rules\":\"active\",\"days\":2}"));
        String path = "/postern/rules/replay/" + started.get("id").asText();
        await().untilAsserted(() -> assertThat(json(webAdmin.get(Role.ADMIN, path)).get("state").asText()).isEqualTo("completed"));
        JsonNode result = json(webAdmin.get(Role.ADMIN, path));
        assertThat(result.get("messages").asInt()).isEqualTo(10);
        assertThat(result.get("identicalPercent").asDouble()).isEqualTo(80.0);
        assertThat(result.get("changes").get("accept -> quarantine spam").asInt()).isEqualTo(2);
        assertThat(result.get("byRule").get("Quarantine Spam").get("accept -> quarantine spam").asInt()).isEqualTo(2);
        assertThat(result.get("byDomain").get("local.example").get("accept -> quarantine spam").asInt()).isEqualTo(2);
        assertThat(result.get("percent").asInt()).isEqualTo(100);
        JsonNode task = json(webAdmin.get(Role.ADMIN, "/tasks/" + started.get("id").asText()));
        assertThat(task.get("status").asText()).isEqualTo("completed");
        assertThat(task.get("additionalInformation").get("messages").asInt()).isEqualTo(10);
        assertThat(task.get("additionalInformation").get("samples")).hasSize(2);
    }

    @Test
    void aReplayShouldBeCancelledByPosternsRouteAndByJamess() {
        CountDownLatch reached = new CountDownLatch(1);
        FactsStore endless = new EndlessFacts(reached);
        for (String route : List.of("/postern/rules/replay/", "/tasks/")) {
            TaskId id = webAdmin.tasks.submit(new ReplayTask(endless, webAdmin.ruleSets.inForce(), Instant.EPOCH, Instant.now(),
                webAdmin.clock));
            await().until(() -> reached.getCount() == 0);
            webAdmin.delete(Role.ADMIN, route + id.asString());
            await().untilAsserted(() -> {
                JsonNode shown = json(webAdmin.get(Role.ADMIN, "/postern/rules/replay/" + id.asString()));
                assertThat(shown.get("state").asText()).isEqualTo("canceled");
                assertThat(shown.get("messages").asLong()).isPositive();
            });
        }
        assertThat(webAdmin.get(Role.ADMIN, "/postern/rules/replay/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(webAdmin.get(Role.ADMIN, "/postern/rules/replay/nonsense").statusCode()).isEqualTo(400);
    }

    /** Tells the same message for ever. */
    private record EndlessFacts(CountDownLatch reached) implements FactsStore {
        @Override
        public void keep(KeptFacts kept) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<KeptFacts> find(String messageId) {
            return Optional.empty();
        }

        @Override
        public void read(Instant from, Instant to, Predicate<KeptFacts> each) {
            var facts = new ExampleFacts().of(new Example("x", Optional.empty(), Map.of(), Map.of("", "accept"), List.of()));
            while (each.test(new KeptFacts(facts, "1", Map.of()))) {
                reached.countDown();
            }
        }
    }

    @Test
    void workingCopyShouldFollowTheRulesInForceUnlessItHoldsChangesThatAreNot() {
        HttpResponse<String> group = put("/postern/rules/draft/who/Bad", "[{\"address\":\"bad@remote.example\"}]", draftTag());
        send("POST", "/postern/rules/versions", "{\"activate\":true}", tag(group));
        assertThat(send("POST", "/postern/rules/apply", "{\"version\":\"x\",\"rules\":[]}", "any").statusCode()).isEqualTo(201);
        JsonNode followed = json(webAdmin.get(Role.ADMIN, "/postern/rules/draft"));
        assertThat(followed.has("who")).as("what another version had").isFalse();
        assertThat(json(webAdmin.get(Role.ADMIN, "/postern/rules/diff")).get("changes")).isEmpty();

        String seen = draftTag();
        send("PUT", "/postern/rules/active", "{\"version\":1}", "any");
        assertThat(put("/postern/rules/draft/who/Other", "[]", seen).statusCode()).as("somebody went back").isEqualTo(412);
        assertThat(put("/postern/rules/draft/who/Other", "[]", draftTag()).statusCode()).isEqualTo(201);
        send("POST", "/postern/rules/apply", "{\"version\":\"x\",\"rules\":[]}", "any");
        assertThat(json(webAdmin.get(Role.ADMIN, "/postern/rules/draft")).get("who").has("Other")).as("work that is not done").isTrue();

        assertThat(send("DELETE", "/postern/rules/draft", null, seen).statusCode()).isEqualTo(412);
        assertThat(send("DELETE", "/postern/rules/draft", null, draftTag()).statusCode()).isEqualTo(200);
        assertThat(json(webAdmin.get(Role.ADMIN, "/postern/rules/diff")).get("changes")).isEmpty();
    }

    private String draftTag() {
        return tag(webAdmin.get(Role.ADMIN, "/postern/rules/draft"));
    }

    @Test
    void auditorShouldReadRulesAndNotChangeThem() {
        assertThat(webAdmin.get(Role.AUDITOR, "/postern/rules").statusCode()).isEqualTo(200);
        assertThat(webAdmin.send("PUT", "/postern/rules/draft/who/A", Optional.of(webAdmin.token(Role.AUDITOR)), Optional.of("[]"),
            Map.of("If-Match", "0")).statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> put(String path, String json, String tag) {
        return send("PUT", path, json, tag);
    }

    private HttpResponse<String> send(String method, String path, String json, String tag) {
        return webAdmin.send(method, path, Optional.of(webAdmin.token(Role.ADMIN)), Optional.ofNullable(json), Map.of("If-Match", tag));
    }

    private static String tag(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    private static JsonNode json(HttpResponse<String> response) {
        return WebAdminFixture.json(response);
    }
}
