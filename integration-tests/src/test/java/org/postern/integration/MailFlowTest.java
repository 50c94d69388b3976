// SPDX-License-Identifier: Apache-2.0
package org.postern.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.integration.client.Messages;
import org.postern.integration.launch.Postern;
import org.postern.integration.launch.SharedPostern;
import org.postern.server.demo.sink.ReceivedMail;
import org.postern.server.demo.smtp.Answer;
import org.postern.server.demo.smtp.OutgoingMail;
import org.postern.server.demo.smtp.Stage;

@ExtendWith(SharedPostern.class)
class MailFlowTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void cleanMailShouldReachTheBackEndUnchangedBelowOurHeader(Postern postern) throws Exception {
        OutgoingMail mail = Messages.clean("clean mail", "jane@flow.example", "ben@corp.example");

        String id = postern.stranger().accepted(mail);

        ReceivedMail received = atBackEnd(postern, id);
        assertThat(received.sender()).isEqualTo("jane@flow.example");
        assertThat(received.recipients()).containsExactly("ben@corp.example");
        assertThat(received.text()).endsWith(new String(mail.content(), StandardCharsets.US_ASCII));
        assertThat(received.headers("X-Spam-Status")).hasSize(1);
    }

    @Test
    void allRecipientsOfACleanMessageShouldGetItOnce(Postern postern) throws Exception {
        // Known to the greylist one by one, or the two might be let through in different tries.
        for (String recipient : List.of("ben@corp.example", "eva@corp.example")) {
            postern.stranger().accepted(Messages.clean("first of " + recipient, "two@flow.example", recipient));
        }
        String id = postern.stranger().accepted(Messages.clean("two", "two@flow.example", "ben@corp.example", "eva@corp.example"));

        await().atMost(SOON).untilAsserted(() -> assertThat(postern.sink().receivedWith("X-Postern-Id", id)
            .stream().flatMap(mail -> mail.recipients().stream())).containsExactlyInAnyOrder("ben@corp.example", "eva@corp.example"));
    }

    @Test
    void anUnknownClientShouldBeAskedToComeAgain(Postern postern) throws Exception {
        OutgoingMail mail = Messages.clean("first contact", "first-contact@flow.example", "ben@corp.example");

        assertThat(postern.stranger().attempt(mail).answers().get("ben@corp.example"))
            .isInstanceOfSatisfying(Answer.Deferred.class, deferred -> {
                assertThat(deferred.stage()).isEqualTo(Stage.RCPT);
                assertThat(deferred.reply().toString()).startsWith("450 4.7.1");
            });
        assertThat(postern.stranger().accepted(mail)).hasSize(26);
        assertThat(postern.stranger().attempt(mail).answers().get("ben@corp.example")).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void mailForAForeignDomainShouldBeRefusedOnTheUntrustedPortAlone(Postern postern) throws Exception {
        OutgoingMail mail = Messages.clean("pass it on", "relay@flow.example", "somebody@elsewhere.example");

        assertThat(postern.stranger().send(mail).get("somebody@elsewhere.example"))
            .isInstanceOfSatisfying(Answer.Refused.class, refused -> {
                assertThat(refused.stage()).isEqualTo(Stage.RCPT);
                assertThat(refused.reply().code()).isEqualTo(554);
            });
        assertThat(postern.ownServer().send(mail).get("somebody@elsewhere.example")).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void spamShouldBeHeldForOneRecipientAndDeliveredToAnother(Postern postern) throws Exception {
        String id = postern.stranger().accepted(Messages.spam("mixed", "mixed@flow.example", "ben@corp.example", "abuse@corp.example"));

        assertThat(atBackEnd(postern, id).recipients()).containsExactly("abuse@corp.example");
        await().atMost(SOON).untilAsserted(() -> assertThat(postern.admin().quarantine())
            .filteredOn(item -> item.get("messageId").asText().equals(id))
            .extracting(item -> item.get("recipient").asText() + " " + item.get("kind").asText()).containsExactly("ben@corp.example SPAM"));
    }

    @Test
    void outgoingVirusesShouldBeRefusedInTheSession(Postern postern) throws Exception {
        OutgoingMail mail = Messages.virus("outgoing virus", "ben@corp.example", "customer@elsewhere.example");

        Map<String, Answer> answers = postern.ownServer().send(mail);

        assertThat(answers.get("customer@elsewhere.example")).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
            assertThat(refused.stage()).isEqualTo(Stage.DATA);
            assertThat(refused.reply().toString()).matches("554 5\\.7\\.1 .*\\([0-9A-Z]{26}\\)");
        });
    }

    @Test
    void anOversizedMessageShouldBeRefused(Postern postern) {
        OutgoingMail small = Messages.clean("large", "large@flow.example", "ben@corp.example");
        OutgoingMail large = new OutgoingMail(small.helo(), small.sender(), List.of("ben@corp.example"), new byte[60 << 20]);

        assertThat(postern.ownServer().attempt(large).answers().get("ben@corp.example"))
            .isInstanceOfSatisfying(Answer.Refused.class, refused -> assertThat(refused.reply().code()).isEqualTo(552));
    }

    private static ReceivedMail atBackEnd(Postern postern, String id) {
        return await().atMost(SOON).until(() -> postern.sink().receivedWith("X-Postern-Id", id), found -> !found.isEmpty()).get(0);
    }
}
