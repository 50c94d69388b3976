// SPDX-License-Identifier: Apache-2.0
package org.postern.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.integration.client.ImapClient;
import org.postern.integration.client.ImapClient.Listed;
import org.postern.integration.client.Messages;
import org.postern.integration.client.RestClient;
import org.postern.integration.launch.Postern;
import org.postern.integration.launch.SharedPostern;

@ExtendWith(SharedPostern.class)
class ImapQuarantineTest {
    private static final String CARLA = "carla@home.example";
    private static final String PASSWORD = "carlas-password";
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(20);

    @BeforeEach
    void makeUser(Postern postern) throws Exception {
        RestClient admin = postern.admin();
        assertThat(admin.put("/domains/home.example", "").status()).isIn(204, 409);
        assertThat(admin.put("/users/" + CARLA, "{\"password\":\"" + PASSWORD + "\"}").status()).isIn(204, 409);
    }

    @Test
    void heldMailShouldShowInTheFolderAndMovingItToTheInboxShouldReleaseIt(Postern postern) throws Exception {
        String subject = "move me " + System.nanoTime();
        String id = postern.stranger().accepted(Messages.spam(subject, "imap@partner.example", CARLA));
        try (ImapClient imap = login(postern)) {
            await().atMost(FIVE_SECONDS).until(() -> imap.folders().contains("Quarantine") && has(imap, "Quarantine", subject));

            Listed held = imap.list("Quarantine").stream().filter(mail -> mail.subject().contains(subject)).findFirst().get();
            imap.move(held.uid(), "INBOX");

            await().atMost(SOON).until(() -> postern.admin().quarantine().stream()
                .noneMatch(item -> item.get("messageId").asText().equals(id)));
            assertThat(has(imap, "Quarantine", subject)).isFalse();
            await().during(Duration.ofSeconds(3)).atMost(SOON).untilAsserted(() -> assertThat(count(imap, "INBOX", subject)).isEqualTo(1));
            assertThat(TrackingTest.types(postern.admin(), id)).contains("RELEASED");
        }
    }

    @Test
    void aReleaseByTheAdministratorShouldMoveTheMailToTheInbox(Postern postern) throws Exception {
        String subject = "release me " + System.nanoTime();
        String id = postern.stranger().accepted(Messages.spam(subject, "imap@partner.example", CARLA));
        try (ImapClient imap = login(postern)) {
            await().atMost(SOON).until(() -> imap.folders().contains("Quarantine") && has(imap, "Quarantine", subject));
            RestClient admin = postern.admin();
            String item = admin.quarantine().stream().filter(held -> held.get("messageId").asText().equals(id)).findFirst().get()
                .get("id").asText();

            assertThat(admin.post("/postern/quarantine/" + item + "/release", "{}").status()).isEqualTo(200);

            await().atMost(SOON).untilAsserted(() -> {
                assertThat(count(imap, "INBOX", subject)).isEqualTo(1);
                assertThat(count(imap, "Quarantine", subject)).isZero();
            });
        }
    }

    @Test
    void cleanMailShouldGoStraightToTheInbox(Postern postern) throws Exception {
        String subject = "clean " + System.nanoTime();
        postern.stranger().accepted(Messages.clean(subject, "imap@partner.example", CARLA));
        try (ImapClient imap = login(postern)) {
            await().atMost(SOON).until(() -> has(imap, "INBOX", subject));
        }
    }

    private static ImapClient login(Postern postern) throws Exception {
        return new ImapClient(postern.imap(), CARLA, PASSWORD);
    }

    private static boolean has(ImapClient imap, String folder, String subject) throws Exception {
        return count(imap, folder, subject) > 0;
    }

    private static long count(ImapClient imap, String folder, String subject) throws Exception {
        List<Listed> mails = imap.folders().contains(folder) ? imap.list(folder) : List.of();
        return mails.stream().filter(mail -> mail.subject().contains(subject)).count();
    }
}
