// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.gateway.access.Role;

import com.fasterxml.jackson.databind.JsonNode;

class LearningEndpointsTest {
    private static final String LESSONS = "/postern/learning/lessons";
    private static final String MESSAGE = "From: a@example.com\r\nSubject: prize\r\nMessage-ID: <1@example.com>\r\n\r\n"
        + "claim your prize\r\n";

    private final WebAdminFixture webAdmin = new WebAdminFixture();

    @BeforeEach
    void load() {
        webAdmin.learning.load();
    }

    @AfterEach
    void stop() {
        webAdmin.close();
    }

    private HttpResponse<String> teach(Role role, String query, String body, String type) {
        return webAdmin.send("POST", LESSONS + query, Optional.of(webAdmin.token(role)), Optional.of(body), Map.of("Content-Type", type));
    }

    private HttpResponse<String> teach(String query) {
        return teach(Role.ADMIN, query, MESSAGE, "message/rfc822");
    }

    @Test
    void aTaughtMessageShouldCountAndBeListed() {
        HttpResponse<String> taught = teach("?judgement=spam&layer=domain:example.org");
        assertThat(taught.statusCode()).isEqualTo(201);
        assertThat(WebAdminFixture.json(taught).get("result").textValue()).isEqualTo("learned");
        webAdmin.learning.follow();
        JsonNode state = WebAdminFixture.json(webAdmin.get(Role.AUDITOR, "/postern/learning"));
        assertThat(state.at("/layers/domain:example.org/spam").intValue()).isEqualTo(1);
        assertThat(state.get("tokens").intValue()).isPositive();
        JsonNode lesson = WebAdminFixture.json(webAdmin.get(Role.AUDITOR, LESSONS)).at("/lessons/0");
        assertThat(lesson.get("judgement").textValue()).isEqualTo("spam");
        assertThat(lesson.get("actor").textValue()).isEqualTo("admin");
        assertThat(lesson.get("messageId").textValue()).isEqualTo("<1@example.com>");
        assertThat(lesson.get("key")).isEqualTo(WebAdminFixture.json(taught).get("key"));
    }

    @Test
    void teachingAgainShouldTellThatNothingOrSomethingChanged() {
        teach("?judgement=spam");
        assertThat(WebAdminFixture.json(teach("?judgement=spam")).get("result").textValue()).isEqualTo("already-learned");
        HttpResponse<String> changed = teach("?judgement=ham");
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(WebAdminFixture.json(changed).get("result").textValue()).isEqualTo("changed");
    }

    @Test
    void aLessonShouldBeTakenBackOnce() {
        String key = WebAdminFixture.json(teach("?judgement=spam")).get("key").textValue();
        assertThat(webAdmin.delete(Role.QUARANTINE_MANAGER, LESSONS + "/" + key).statusCode()).isEqualTo(200);
        assertThat(webAdmin.delete(Role.QUARANTINE_MANAGER, LESSONS + "/" + key).statusCode()).isEqualTo(404);
        assertThat(WebAdminFixture.json(webAdmin.get(Role.ADMIN, LESSONS)).get("lessons")).isEmpty();
    }

    @Test
    void whatMakesNoSenseShouldBeRefused() {
        assertThat(teach("").statusCode()).isEqualTo(400);
        assertThat(teach("?judgement=good").statusCode()).isEqualTo(400);
        assertThat(teach("?judgement=ham&layer=everybody").body()).contains("site, domain:");
        assertThat(teach("?judgement=ham&folder=x").statusCode()).isEqualTo(400);
        assertThat(teach(Role.ADMIN, "?judgement=ham", "{}", "application/json").statusCode()).isEqualTo(400);
        assertThat(webAdmin.get(Role.ADMIN, LESSONS + "?limit=0").statusCode()).isEqualTo(400);
        assertThat(webAdmin.get(Role.ADMIN, LESSONS + "?cursor=abc").statusCode()).isEqualTo(400);
        assertThat(webAdmin.delete(Role.ADMIN, LESSONS + "/abc").statusCode()).isEqualTo(400);
        assertThat(webAdmin.learning.list(10, Optional.empty()).notes()).isEmpty();
    }

    @Test
    void whoMayNotTeachShouldBeRefused() {
        assertThat(teach(Role.AUDITOR, "?judgement=ham", MESSAGE, "message/rfc822").statusCode()).isEqualTo(403);
        assertThat(webAdmin.delete(Role.AUDITOR, LESSONS + "/" + "0".repeat(64)).statusCode()).isEqualTo(403);
    }
}
