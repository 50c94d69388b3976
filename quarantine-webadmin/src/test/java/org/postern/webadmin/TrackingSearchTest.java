// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.analysis.facts.MessageId;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.access.Role;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.EventType;

import com.fasterxml.jackson.databind.JsonNode;

class TrackingSearchTest {
    private static WebAdminFixture webAdmin;

    @BeforeAll
    static void start() {
        webAdmin = new WebAdminFixture();
        Instant now = Instant.now().minusSeconds(30);
        for (int i = 0; i < 3; i++) {
            String id = MessageId.next(now.plusSeconds(i), new SecureRandom());
            webAdmin.events.append(List.of(
                new Event(id, now.plusSeconds(i), "n", EventType.RECEIVED, Optional.empty(), Map.of("sender", "=cmd@remote.test",
                    "client", "192.0.2.1", "size", "42", "direction", "INCOMING")),
                new Event(id, now.plusSeconds(i), "n", EventType.ANALYSED, Optional.empty(), Map.of("subject", "A, \"B\"", "score", "2.5")),
                new Event(id, now.plusSeconds(i), "n", EventType.RULES_APPLIED, Optional.of("bob@example.org"), Map.of("rules", "One,Two")),
                new Event(id, now.plusSeconds(i + 1), "n", EventType.DELIVERED, Optional.of("bob@example.org"), Map.of())));
        }
    }

    @AfterAll
    static void stop() {
        webAdmin.close();
    }

    @Test
    void searchShouldAnswerPagesOfRows() {
        JsonNode first = WebAdminFixture.json(webAdmin.get(Role.AUDITOR, "/postern/tracking?recipient=bob@example.org&limit=2"));
        JsonNode second = WebAdminFixture.json(webAdmin.get(Role.AUDITOR, "/postern/tracking?recipient=bob@example.org&limit=2&cursor="
            + first.get("cursor").textValue()));

        assertThat(first.get("rows")).hasSize(2);
        assertThat(second.get("rows")).hasSize(1);
        JsonNode row = first.get("rows").get(0);
        assertThat(row.get("status").textValue()).isEqualTo("DELIVERED");
        assertThat(row.get("subject").textValue()).isEqualTo("A, \"B\"");
        assertThat(row.get("size").longValue()).isEqualTo(42);
        assertThat(row.get("rules")).hasSize(2);
    }

    @Test
    void wordsShouldBeFoundWithoutAnIndexToo() {
        assertThat(WebAdminFixture.json(webAdmin.get(Role.AUDITOR, "/postern/tracking?text=cmd%20bob@example.org")).get("rows")).hasSize(3);
        assertThat(WebAdminFixture.json(webAdmin.get(Role.AUDITOR, "/postern/tracking?text=nowhere")).get("rows")).isEmpty();
    }

    @Test
    void aPersonShouldBeErasedByATask() {
        String id = MessageId.next(Instant.now(), new SecureRandom());
        webAdmin.events.append(List.of(new Event(id, Instant.now(), "n", EventType.GREYLISTED, Optional.of("leaver@example.org"),
            Map.of("sender", "x@remote.test"))));
        String body = "{\"address\":\"Leaver@example.org\"}";
        assertThat(webAdmin.post(Role.AUDITOR, "/postern/tracking/erasure", body).statusCode()).isEqualTo(403);
        assertThat(webAdmin.post(Role.ADMIN, "/postern/tracking/erasure", "{\"address\":\"leaver\"}").statusCode()).isEqualTo(400);

        HttpResponse<String> started = webAdmin.post(Role.ADMIN, "/postern/tracking/erasure", body);

        assertThat(started.statusCode()).isEqualTo(202);
        String task = WebAdminFixture.json(started).get("task").textValue();
        JsonNode done = WebAdminFixture.json(webAdmin.get(Role.ADMIN, task + "/await"));
        assertThat(done.get("status").textValue()).isEqualTo("completed");
        assertThat(done.get("additionalInformation").get("messages").longValue()).isEqualTo(1);
        assertThat(done.get("additionalInformation").get("events").longValue()).isEqualTo(1);
        assertThat(done.get("additionalInformation").get("untouched")).extracting(JsonNode::textValue).contains("quarantine");
        assertThat(done.toString()).doesNotContainIgnoringCase("leaver");
        assertThat(webAdmin.events.timeline(id)).isEmpty();
    }

    @Test
    void anIndexThatIsNotThereShouldNotBeRebuilt() {
        HttpResponse<String> answer = webAdmin.post(Role.ADMIN, "/postern/tracking/index", "{}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("opensearch.nodes");
    }

    @Test
    void theIndexOfTheQuarantineShouldBeMadeAnewByATask() {
        QuarantineItem item = webAdmin.quarantined(1, QuarantineKind.SPAM, "bob@local.test", "Subject: x\r\n\r\nx");
        assertThat(webAdmin.post(Role.QUARANTINE_MANAGER, "/postern/quarantine/index", "{}").statusCode()).isEqualTo(403);
        assertThat(webAdmin.post(Role.ADMIN, "/postern/quarantine/index", "{\"from\":\"soon\"}").statusCode()).isEqualTo(400);

        HttpResponse<String> started = webAdmin.post(Role.ADMIN, "/postern/quarantine/index", "{}");

        assertThat(started.statusCode()).isEqualTo(202);
        JsonNode done = WebAdminFixture.json(webAdmin.get(Role.ADMIN, WebAdminFixture.json(started).get("task").textValue() + "/await"));
        assertThat(done.get("status").textValue()).isEqualTo("completed");
        assertThat(done.get("type").textValue()).isEqualTo("postern-quarantine-index");
        assertThat(done.get("additionalInformation").get("messages").longValue()).isEqualTo(1);
        assertThat(done.get("additionalInformation").get("percent").intValue()).isEqualTo(100);
        assertThat(webAdmin.itemIndex.ids).containsExactly(item.id());
    }

    @Test
    void exportShouldGiveCsvThatNoSpreadsheetTakesForAFormula() {
        HttpResponse<String> answer = webAdmin.get(Role.AUDITOR, "/postern/tracking/export?sender=%3Dcmd@remote.test&format=csv");

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        List<String> lines = answer.body().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("time,id,direction,sender,recipient,status");
        assertThat(lines.get(1)).contains(",'=cmd@remote.test,bob@example.org,DELIVERED,").contains("\"A, \"\"B\"\"\"")
            .contains("One; Two");
    }

    @Test
    void exportShouldGiveJsonLinesUpToTheLimit() {
        HttpResponse<String> answer = webAdmin.get(Role.AUDITOR, "/postern/tracking/export?recipient=@example.org&format=jsonl&limit=2");

        assertThat(answer.body().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"time\":") && line.endsWith("}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"limit=0|'limit'", "limit=x|'limit'", "status=NONE|'status'", "recipient=bob|'recipient'",
        "sender=bob|'sender'", "min-score=much|'min-score'", "max-size=-1|'max-size'", "greylisted=maybe|'greylisted'",
        "null-sender=1|'null-sender'", "from=yesterday|'from'", "cursor=none|'cursor'", "colour=red|'colour'",
        "from=2026-01-02Z&to=2026-01-01Z|'to'", "from=2020-01-01Z|'from'", "text=-a|'text'", "subject=a%0Ab|'subject'"})
    void whatIsWrongShouldBeNamed(String query, String named) {
        HttpResponse<String> answer = webAdmin.get(Role.AUDITOR, "/postern/tracking?" + query);

        assertThat(answer.statusCode()).as(query).isEqualTo(400);
        assertThat(WebAdminFixture.json(answer).get("message").textValue()).contains(named);
    }
}
