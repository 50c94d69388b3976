// SPDX-License-Identifier: Apache-2.0
package org.postern.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

import javax.mail.Flags;
import javax.mail.Folder;
import javax.mail.Message;
import javax.mail.Session;
import javax.mail.Store;
import javax.mail.internet.MimeMessage;
import javax.mail.search.SubjectTerm;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.integration.client.ImapClient;
import org.postern.integration.client.ImapClient.Listed;
import org.postern.integration.client.Messages;
import org.postern.integration.client.RestClient;
import org.postern.integration.launch.Postern;
import org.postern.integration.launch.SharedPostern;

import com.fasterxml.jackson.databind.JsonNode;

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

    /** JavaMail is what many mail programs in Java are made of; it pipelines, uses literals and reads untagged answers its own way. */
    @Test
    void aMailLibraryShouldReadMarkAndMoveHeldMailAndPutNothingIntoTheFolder(Postern postern) throws Exception {
        String subject = "by library " + System.nanoTime();
        String id = postern.stranger().accepted(Messages.spam(subject, "imap@partner.example", CARLA));
        RestClient admin = postern.admin();
        try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect(postern.imap().getHostString(), postern.imap().getPort(), CARLA, PASSWORD);
            await().atMost(SOON).until(() -> find(store, "Quarantine", subject).isPresent());
            Folder folder = store.getFolder("Quarantine");
            folder.open(Folder.READ_WRITE);
            Message held = find(folder, subject).orElseThrow();
            assertThat(held.isSet(Flags.Flag.SEEN)).isFalse();
            assertThat(held.getHeader("X-Postern-Quarantine")).hasSize(1);
            assertThat(held.getContent().toString()).isNotBlank();

            await().atMost(SOON).until(() -> item(admin, id).get("seen").asBoolean());
            String actions = "/postern/quarantine/" + item(admin, id).get("id").asText() + "/actions";
            assertThat(admin.post(actions, "{\"action\":\"unseen\"}").status()).isEqualTo(200);
            await().atMost(SOON).until(() -> {
                folder.getMessageCount();
                return !held.isSet(Flags.Flag.SEEN);
            });

            int before = folder.getMessageCount();
            MimeMessage own = new MimeMessage(Session.getInstance(new Properties()));
            own.setText("mine");
            assertThatThrownBy(() -> folder.appendMessages(new Message[] {own})).hasMessageContaining("nothing can be put into it");
            Folder notes = store.getFolder("Notes");
            assertThat(notes.exists() || notes.create(Folder.HOLDS_MESSAGES)).isTrue();
            notes.appendMessages(new Message[] {own});
            notes.open(Folder.READ_WRITE);
            Message[] any = {notes.getMessage(1)};
            assertThatThrownBy(() -> notes.copyMessages(any, folder)).hasMessageContaining("nothing can be put into it");
            try (ImapClient imap = login(postern)) {
                Listed note = imap.list("Notes").get(0);
                assertThatThrownBy(() -> imap.move(note.uid(), "Quarantine")).hasMessageContaining("nothing can be put into it");
            }
            assertThat(notes.getMessageCount()).isEqualTo(1);
            notes.close(true);
            assertThat(folder.getMessageCount()).isEqualTo(before);

            folder.copyMessages(new Message[] {held}, store.getFolder("INBOX"));
            await().atMost(SOON).until(() -> TrackingTest.types(admin, id).contains("RELEASED"));
            // James's index of words, which SEARCH asks, comes behind
            await().atMost(SOON).until(() -> find(store, "INBOX", subject).isPresent());
            await().atMost(SOON).until(() -> find(folder, subject).isEmpty());
        }
    }

    private static JsonNode item(RestClient admin, String messageId) throws Exception {
        return admin.quarantine().stream().filter(held -> held.get("messageId").asText().equals(messageId)).findFirst().orElseThrow();
    }

    private static Optional<Message> find(Store store, String name, String subject) throws Exception {
        Folder folder = store.getFolder(name);
        if (!folder.exists()) {
            return Optional.empty();
        }
        folder.open(Folder.READ_ONLY);
        try {
            return find(folder, subject);
        } finally {
            folder.close(false);
        }
    }

    private static Optional<Message> find(Folder folder, String subject) throws Exception {
        return Arrays.stream(folder.search(new SubjectTerm(subject))).findFirst();
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
