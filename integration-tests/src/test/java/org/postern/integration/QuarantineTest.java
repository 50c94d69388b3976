// SPDX-License-Identifier: Apache-2.0
package org.postern.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.integration.client.Messages;
import org.postern.integration.client.RestClient;
import org.postern.integration.launch.Postern;
import org.postern.integration.launch.SharedPostern;
import org.postern.server.demo.sink.ReceivedMail;
import org.postern.server.demo.smtp.OutgoingMail;

@ExtendWith(SharedPostern.class)
class QuarantineTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void releaseShouldDeliverToThatRecipientAloneWithTheOriginalSenderAndNoSecondFiltering(Postern postern) throws Exception {
        OutgoingMail mail = Messages.spam("to be released", "release@quarantine.example", "ben@corp.example", "eva@corp.example");
        String id = postern.stranger().accepted(mail);
        RestClient admin = postern.admin();
        JsonNode forEva = held(admin, id, 2).stream()
            .filter(item -> item.get("recipient").asText().equals("eva@corp.example")).findFirst().get();

        assertThat(admin.post("/postern/quarantine/" + forEva.get("id").asText() + "/release", "{}").status()).isEqualTo(200);

        ReceivedMail received = await().atMost(SOON)
            .until(() -> postern.sink().receivedWith("X-Postern-Id", id), found -> !found.isEmpty()).get(0);
        assertThat(received.recipients()).containsExactly("eva@corp.example");
        assertThat(received.sender()).isEqualTo("release@quarantine.example");
        assertThat(received.text()).contains(Messages.GTUBE);
        assertThat(items(admin, id)).extracting(item -> item.get("recipient").asText()).containsExactly("ben@corp.example");
        assertThat(timelineTypes(admin, id, "RELEASED")).contains("RELEASED").containsOnlyOnce("ANALYSED");
    }

    @Test
    void aSecondReleaseShouldNotDeliverAgain(Postern postern) throws Exception {
        String id = postern.stranger().accepted(Messages.spam("once", "once@quarantine.example", "ben@corp.example"));
        RestClient admin = postern.admin();
        String release = "/postern/quarantine/" + held(admin, id, 1).get(0).get("id").asText() + "/release";

        assertThat(admin.post(release, "{}").json().get("status").asText()).isEqualTo("released");
        assertThat(admin.post(release, "{}").json().get("status").asText()).isEqualTo("already released");

        await().atMost(SOON).until(() -> !postern.sink().receivedWith("X-Postern-Id", id).isEmpty());
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(5))
            .until(() -> postern.sink().receivedWith("X-Postern-Id", id).size() == 1);
    }

    @Test
    void aDeletedItemShouldBeGoneAndNotReleasable(Postern postern) throws Exception {
        String id = postern.stranger().accepted(Messages.spam("to be deleted", "delete@quarantine.example", "ben@corp.example"));
        RestClient admin = postern.admin();
        String item = "/postern/quarantine/" + held(admin, id, 1).get(0).get("id").asText();

        assertThat(admin.delete(item).status()).isEqualTo(200);

        assertThat(items(admin, id)).isEmpty();
        assertThat(admin.post(item + "/release", "{}").status()).isEqualTo(409);
        assertThat(postern.sink().receivedWith("X-Postern-Id", id)).isEmpty();
        assertThat(timelineTypes(admin, id, "DELETED")).contains("DELETED");
    }

    @Test
    void anItemShouldShowWhereItCameFromAndItsContent(Postern postern) throws Exception {
        OutgoingMail mail = Messages.spam("look at me", "show@quarantine.example", "ben@corp.example");
        String id = postern.stranger().accepted(mail);
        RestClient admin = postern.admin();
        String path = "/postern/quarantine/" + held(admin, id, 1).get(0).get("id").asText();

        JsonNode shown = admin.get(path).json().get("item");

        assertThat(shown.get("envelopeSender").asText()).isEqualTo("show@quarantine.example");
        assertThat(shown.get("subject").asText()).contains("look at me");
        assertThat(shown.get("score").asDouble()).isGreaterThanOrEqualTo(1000);
        assertThat(shown.get("kind").asText()).isEqualTo("SPAM");
        assertThat(admin.get(path + "/content").body()).contains("Message-ID: <", Messages.GTUBE);
    }

    @Test
    void aVirusShouldBeReleasedOnlyWhenConfirmed(Postern postern) throws Exception {
        String id = postern.stranger().accepted(Messages.virus("virus", "virus@quarantine.example", "ben@corp.example"));
        RestClient admin = postern.admin();
        JsonNode item = held(admin, id, 1).get(0);
        assertThat(item.get("kind").asText()).isEqualTo("VIRUS");
        assertThat(item.get("reason").asText()).containsIgnoringCase("eicar");
        String release = "/postern/quarantine/" + item.get("id").asText() + "/release";

        assertThat(admin.post(release, "{}").status()).isEqualTo(400);
        assertThat(postern.sink().receivedWith("X-Postern-Id", id)).isEmpty();

        assertThat(admin.post(release, "{\"confirm\":true}").status()).isEqualTo(200);
        await().atMost(SOON).until(() -> !postern.sink().receivedWith("X-Postern-Id", id).isEmpty());
    }

    /** The items of a message once there are as many: it is answered 250 when the queue has it, and quarantined from there. */
    private static List<JsonNode> held(RestClient admin, String messageId, int count) {
        return await().atMost(SOON).until(() -> items(admin, messageId), found -> found.size() == count);
    }

    private static List<JsonNode> items(RestClient admin, String messageId) throws Exception {
        return admin.quarantine().stream().filter(item -> item.get("messageId").asText().equals(messageId)).toList();
    }

    private static List<String> timelineTypes(RestClient admin, String id, String last) {
        return await().atMost(SOON).until(() -> TrackingTest.types(admin, id), types -> types.contains(last));
    }
}
