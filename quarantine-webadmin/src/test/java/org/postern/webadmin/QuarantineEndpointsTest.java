// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.access.Role;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.webadmin.RecordingOutlet.Delivery;

import com.fasterxml.jackson.databind.JsonNode;

class QuarantineEndpointsTest {
    private static final String CONTENT = "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nTo: <bob@local.test>,\r\n\t<eve@local.test>\r\n"
        + "X-Attack: <script>alert(1)</script>\r\n\r\nBody with \u00ff and <b>HTML</b>\r\n";
    private static final String UNKNOWN = "/postern/quarantine/01HQXW5P7R8ZJ4M2N6K9T3V999-0123456789abcdef";

    private WebAdminFixture webAdmin;

    @BeforeEach
    void start() {
        webAdmin = new WebAdminFixture();
    }

    @AfterEach
    void stop() {
        webAdmin.close();
    }

    private static String path(QuarantineItem item) {
        return "/postern/quarantine/" + item.id();
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    }

    @Test
    void listShouldGiveNewestFirstPageByPage() {
        for (int i = 1; i <= 5; i++) {
            webAdmin.quarantined(i, QuarantineKind.SPAM, "bob@local.test", CONTENT);
        }
        List<String> subjects = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        while (cursor != null) {
            JsonNode page = WebAdminFixture.json(webAdmin.get(Role.AUDITOR,
                "/postern/quarantine?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + encoded(cursor))));
            page.get("items").forEach(item -> subjects.add(item.get("subject").textValue()));
            cursor = page.get("next").textValue();
            pages++;
        }
        assertThat(subjects).containsExactly("Subject 1", "Subject 2", "Subject 3", "Subject 4", "Subject 5");
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void listShouldFilter() {
        webAdmin.quarantined(1, QuarantineKind.SPAM, "bob@local.test", CONTENT);
        webAdmin.quarantined(2, QuarantineKind.VIRUS, "bob@local.test", CONTENT);
        webAdmin.quarantined(3, QuarantineKind.SPAM, "Carol@local.test", CONTENT);
        QuarantineItem old = webAdmin.quarantined(600, QuarantineKind.SPAM, "bob@local.test", CONTENT);
        assertThat(subjects("")).containsExactly("Subject 1", "Subject 2", "Subject 3", "Subject 600");
        assertThat(subjects("?kind=virus")).containsExactly("Subject 2");
        assertThat(subjects("?recipient=carol%40local.test")).containsExactly("Subject 3");
        assertThat(subjects("?to=" + encoded(old.quarantinedAt().plus(Duration.ofHours(1))))).containsExactly("Subject 600");
        assertThat(subjects("?from=" + encoded(old.quarantinedAt().plus(Duration.ofHours(1))) + "&recipient=bob@local.test&kind=SPAM"))
            .containsExactly("Subject 1");
        assertThat(subjects("?from=2020-03-01Z&to=2020-03-01%2B01:00")).isEmpty();
        assertThat(subjects("?from=2020-03-01+01:00&to=2020-03-01Z")).isEmpty();
    }

    private List<String> subjects(String query) {
        HttpResponse<String> response = webAdmin.get(Role.AUDITOR, "/postern/quarantine" + query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        List<String> subjects = new ArrayList<>();
        WebAdminFixture.json(response).get("items").forEach(item -> subjects.add(item.get("subject").textValue()));
        return subjects;
    }

    @ParameterizedTest
    @CsvFileSource(resources = "bad-list-queries.csv", numLinesToSkip = 1, delimiter = '|')
    void listShouldExplainWhatIsWrong(String query, String message) {
        HttpResponse<String> response = webAdmin.get(Role.AUDITOR, "/postern/quarantine?" + query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(WebAdminFixture.json(response).get("message").textValue()).contains(message);
    }

    @Test
    void showShouldGiveTheItemWithItsDecodedHeader() {
        QuarantineItem item = webAdmin.quarantined(1, QuarantineKind.SPAM, "bob@local.test", CONTENT);
        JsonNode answer = WebAdminFixture.json(webAdmin.get(Role.QUARANTINE_MANAGER, path(item)));
        assertThat(answer.get("item").get("id").textValue()).isEqualTo(item.id().value());
        assertThat(answer.get("item").get("score").doubleValue()).isEqualTo(12.5);
        assertThat(answer.get("header").toString()).isEqualTo("[{\"name\":\"Subject\",\"value\":\"Grüße\"},"
            + "{\"name\":\"To\",\"value\":\"<bob@local.test>, <eve@local.test>\"},"
            + "{\"name\":\"X-Attack\",\"value\":\"<script>alert(1)</script>\"}]");
        assertThat(answer.get("links").get("release").textValue()).isEqualTo(path(item) + "/release");
        assertThat(answer.get("links").get("tracking").textValue()).isEqualTo("/postern/tracking/" + item.id().messageId());
    }

    @Test
    void showShouldSayInPlainWordsWhyTheMessageIsThereAndWhatWouldHaveChangedIt() {
        QuarantineItem item = webAdmin.quarantined(1, QuarantineKind.SPAM, "recipient@local.example", CONTENT);
        webAdmin.keepFacts(item, "quarantine spam");
        JsonNode explanation = WebAdminFixture.json(webAdmin.get(Role.AUDITOR, path(item))).get("explanation");
        assertThat(explanation.get("complete").asBoolean()).isTrue();
        assertThat(explanation.get("sentences").get(0).asText()).isEqualTo("The message was put into the quarantine (spam) "
            + "(recipient@local.example) by the rule \u201cQuarantine Spam\u201d, because its spam score is 7.5, and 3 is enough.");
        assertThat(explanation.get("sentences").toString())
            .contains("It would have been delivered with a spam score of 2.9 instead of 7.5; this has been tried.");
        assertThat(explanation.get("rules").get(0).get("bound").asBoolean()).isTrue();
    }

    @Test
    void showShouldNotExplainByRulesThatWouldHaveDoneSomethingElse() {
        QuarantineItem item = webAdmin.quarantined(1, QuarantineKind.SPAM, "recipient@local.example", CONTENT);
        webAdmin.keepFacts(item, "quarantine virus");
        JsonNode explanation = WebAdminFixture.json(webAdmin.get(Role.AUDITOR, path(item))).get("explanation");
        assertThat(explanation.get("complete").asBoolean()).isFalse();
        assertThat(explanation.get("sentences").get(0).asText())
            .isEqualTo("Put into the quarantine (spam) by the rule \"spam-quarantine\": score 12.5");
    }

    @Test
    void anAuditorShouldNotSeeTheMessage() {
        QuarantineItem item = webAdmin.quarantined(1, QuarantineKind.SPAM, "bob@local.test", CONTENT);
        JsonNode answer = WebAdminFixture.json(webAdmin.get(Role.AUDITOR, path(item)));
        assertThat(answer.get("header")).isEmpty();
        assertThat(answer.get("links").has("content")).isFalse();
        assertThat(answer.get("links").has("release")).isFalse();
    }

    @Test
    void contentShouldBeTheVeryBytesAsADownload() {
        QuarantineItem item = webAdmin.quarantined(1, QuarantineKind.SPAM, "bob@local.test", CONTENT);
        HttpResponse<String> response = webAdmin.get(Role.QUARANTINE_MANAGER, path(item) + "/content");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(CONTENT);
        assertThat(response.headers().firstValue("Content-Type")).contains("message/rfc822");
        assertThat(response.headers().firstValue("Content-Length")).contains(Integer.toString(CONTENT.length()));
        assertThat(response.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"" + item.id() + ".eml\"");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(csp -> assertThat(csp).contains("sandbox"));
    }

    @Test
    void releaseShouldSendOnceToThatRecipient() {
        QuarantineItem item = webAdmin.quarantined(1, QuarantineKind.SPAM, "bob@local.test", CONTENT);
        assertStatus(webAdmin.post(Role.QUARANTINE_MANAGER, path(item) + "/release", "{}"), "released");
        assertStatus(webAdmin.send("POST", path(item) + "/release", Optional.of(webAdmin.token(Role.QUARANTINE_MANAGER)), Optional.empty()),
            "already released");
        assertThat(webAdmin.outlet.deliveries).containsExactly(
            new Delivery(item.id().messageId(), "sender@remote.test", "bob@local.test", CONTENT.length()));
        assertThat(webAdmin.delete(Role.QUARANTINE_MANAGER, path(item)).statusCode()).isEqualTo(409);
        JsonNode timeline = WebAdminFixture.json(webAdmin.get(Role.AUDITOR, "/postern/tracking/" + item.id().messageId()));
        assertThat(timeline.get("events").get(0).get("type").textValue()).isEqualTo("RELEASED");
        assertThat(timeline.get("events").get(0).get("recipient").textValue()).isEqualTo("bob@local.test");
        assertThat(timeline.get("events").get(0).get("details").get("actor").textValue()).isEqualTo("account quarantine_manager");
    }

    @Test
    void deleteShouldBeIdempotentAndFinal() {
        QuarantineItem item = webAdmin.quarantined(1, QuarantineKind.SPAM, "bob@local.test", CONTENT);
        assertStatus(webAdmin.delete(Role.QUARANTINE_MANAGER, path(item)), "deleted");
        assertStatus(webAdmin.delete(Role.QUARANTINE_MANAGER, path(item)), "already deleted");
        assertThat(webAdmin.post(Role.ADMIN, path(item) + "/release", "{}").statusCode()).isEqualTo(409);
        assertThat(webAdmin.outlet.deliveries).isEmpty();
    }

    private static void assertStatus(HttpResponse<String> response, String status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(WebAdminFixture.json(response).get("status").textValue()).isEqualTo(status);
    }

    @Test
    void aVirusShouldBeReleasedByAConfirmingAdministratorOnly() {
        QuarantineItem item = webAdmin.quarantined(1, QuarantineKind.VIRUS, "bob@local.test", CONTENT);
        assertThat(webAdmin.post(Role.QUARANTINE_MANAGER, path(item) + "/release", "{\"confirm\":true}").statusCode()).isEqualTo(403);
        assertThat(webAdmin.get(Role.QUARANTINE_MANAGER, path(item) + "/content").statusCode()).isEqualTo(403);
        assertThat(webAdmin.post(Role.ADMIN, path(item) + "/release", "{}").statusCode()).isEqualTo(400);
        assertThat(webAdmin.post(Role.ADMIN, path(item) + "/release", "{\"confirm\":false}").statusCode()).isEqualTo(400);
        assertThat(webAdmin.post(Role.ADMIN, path(item) + "/release", "{\"confirm\":\"yes\"}").statusCode()).isEqualTo(400);
        assertThat(webAdmin.outlet.deliveries).isEmpty();
        assertStatus(webAdmin.post(Role.ADMIN, path(item) + "/release", "{\"confirm\":true}"), "released");
        assertThat(webAdmin.outlet.deliveries).hasSize(1);
    }

    @Test
    void aReleaseThatTheQueueRefusesShouldLeaveTheItem() {
        QuarantineItem item = webAdmin.quarantined(1, QuarantineKind.SPAM, "bob@local.test", CONTENT);
        webAdmin.outlet.broken = true;
        HttpResponse<String> response = webAdmin.post(Role.ADMIN, path(item) + "/release", "{}");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(webAdmin.quarantineStore.find(item.id())).map(QuarantineItem::status).contains(ItemStatus.PENDING);
    }

    @Test
    void unknownAndMalformedIdsShouldBeToldApart() {
        for (String suffix : List.of("", "/content")) {
            assertThat(webAdmin.get(Role.ADMIN, UNKNOWN + suffix).statusCode()).isEqualTo(404);
            assertThat(webAdmin.get(Role.ADMIN, "/postern/quarantine/nonsense" + suffix).statusCode()).isEqualTo(400);
        }
        assertThat(webAdmin.post(Role.ADMIN, UNKNOWN + "/release", "{}").statusCode()).isEqualTo(404);
        assertThat(webAdmin.delete(Role.ADMIN, UNKNOWN).statusCode()).isEqualTo(404);
        assertThat(webAdmin.get(Role.AUDITOR, "/postern/tracking/01HQXW5P7R8ZJ4M2N6K9T3V999").statusCode()).isEqualTo(404);
        assertThat(webAdmin.get(Role.AUDITOR, "/postern/tracking/01hqxw").statusCode()).isEqualTo(400);
    }
}
