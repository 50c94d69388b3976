// SPDX-License-Identifier: Apache-2.0
package org.postern.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.integration.client.Messages;
import org.postern.integration.client.RestClient;
import org.postern.integration.launch.Postern;
import org.postern.integration.launch.SharedPostern;
import org.postern.server.demo.smtp.Answer;

@ExtendWith(SharedPostern.class)
class TrackingTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void theTimelineOfADeliveredMessageShouldTellEachStepInOrder(Postern postern) throws Exception {
        String id = postern.stranger().accepted(Messages.clean("tracked", "tracked@tracking.example", "ben@corp.example"));
        RestClient admin = postern.admin();

        List<String> types = await().atMost(SOON).until(() -> types(admin, id), found -> found.contains("DELIVERED"));

        assertThat(types).containsSubsequence("RECEIVED", "ANALYSED", "RULES_APPLIED", "DELIVERED");
        JsonNode analysed = events(admin, id).stream().filter(event -> event.get("type").asText().equals("ANALYSED")).findFirst().get();
        assertThat(analysed.get("details").get("virus").asText()).isEqualTo("CLEAN");
        assertThat(analysed.get("node").asText()).isNotEmpty();
    }

    @Test
    void theTimelineOfHeldMailShouldNameItsRecipientAndKind(Postern postern) throws Exception {
        String id = postern.stranger().accepted(Messages.spam("held", "held@tracking.example", "ben@corp.example"));
        RestClient admin = postern.admin();

        await().atMost(SOON).until(() -> types(admin, id).contains("QUARANTINED"));

        JsonNode held = events(admin, id).stream().filter(event -> event.get("type").asText().equals("QUARANTINED")).findFirst().get();
        assertThat(held.get("recipient").asText()).isEqualTo("ben@corp.example");
        assertThat(held.get("details").get("kind").asText()).isEqualTo("SPAM");
        assertThat(types(admin, id)).doesNotContain("DELIVERED");
    }

    @Test
    void aRefusalShouldBeFoundByTheIdInItsAnswer(Postern postern) throws Exception {
        Map<String, Answer> answers = postern.stranger()
            .send(Messages.clean("blocked", "nomail@fromthisdomain.example", "ben@corp.example"));
        Answer.Refused refused = (Answer.Refused) answers.get("ben@corp.example");
        String id = refused.reply().messageId().orElseThrow();
        RestClient admin = postern.admin();

        List<String> types = await().atMost(SOON).until(() -> types(admin, id), found -> found.contains("REFUSED"));

        assertThat(types).containsSubsequence("RECEIVED", "ANALYSED", "RULES_APPLIED", "REFUSED").doesNotContain("DELIVERED", "QUEUED");
    }

    @Test
    void anUnknownMessageShouldNotBeFound(Postern postern) throws Exception {
        assertThat(postern.admin().get("/postern/tracking/01JABCDEFGHJKMNPQRSTVWXYZ0").status()).isEqualTo(404);
    }

    static List<String> types(RestClient admin, String id) throws Exception {
        return events(admin, id).stream().map(event -> event.get("type").asText()).toList();
    }

    private static List<JsonNode> events(RestClient admin, String id) throws Exception {
        List<JsonNode> events = new ArrayList<>();
        admin.get("/postern/tracking/" + id).json().path("events").forEach(events::add);
        return events;
    }
}
