// SPDX-License-Identifier: Apache-2.0
package org.postern.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.integration.client.ImapClient;
import org.postern.integration.client.Messages;
import org.postern.integration.client.RestClient;
import org.postern.integration.launch.Postern;
import org.postern.integration.launch.SharedPostern;

@ExtendWith(SharedPostern.class)
class RestartTest {
    private static final String DORA = "dora@restart.example";
    private static final String PASSWORD = "doras-password";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void accountsMailboxesQuarantineAndTimelinesShouldSurviveARestart(Postern postern) throws Exception {
        RestClient before = postern.admin();
        assertThat(before.put("/domains/restart.example", "").status()).isEqualTo(204);
        assertThat(before.put("/users/" + DORA, "{\"password\":\"" + PASSWORD + "\"}").status()).isEqualTo(204);
        postern.stranger().accepted(Messages.clean("in the inbox", "restart@partner.example", DORA));
        String held = postern.stranger().accepted(Messages.spam("in quarantine", "restart@partner.example", DORA));
        try (ImapClient imap = new ImapClient(postern.imap(), DORA, PASSWORD)) {
            await().atMost(SOON).until(() -> imap.list("INBOX").size() == 1);
            await().atMost(SOON).until(() -> imap.folders().contains("Quarantine") && imap.list("Quarantine").size() == 1);
        }

        postern.run().stop();
        postern.start();

        RestClient after = postern.admin();
        List<JsonNode> items = after.quarantine().stream().filter(item -> item.get("messageId").asText().equals(held)).toList();
        assertThat(items).hasSize(1);
        assertThat(TrackingTest.types(after, held)).contains("RECEIVED", "ANALYSED", "QUARANTINED");
        try (ImapClient imap = new ImapClient(postern.imap(), DORA, PASSWORD)) {
            assertThat(imap.list("INBOX")).extracting(ImapClient.Listed::subject).containsExactly("in the inbox");
            assertThat(imap.list("Quarantine")).hasSize(1);
        }
        String release = "/postern/quarantine/" + items.get(0).get("id").asText() + "/release";
        assertThat(after.post(release, "{}").status()).isEqualTo(200);
        try (ImapClient imap = new ImapClient(postern.imap(), DORA, PASSWORD)) {
            await().atMost(SOON).until(() -> imap.list("INBOX").size() == 2 && imap.list("Quarantine").isEmpty());
        }
    }
}
