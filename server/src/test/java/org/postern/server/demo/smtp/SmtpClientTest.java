// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmtpClientTest {
    private static final OutgoingMail MAIL = new OutgoingMail("client.test", "jane@client.test",
        List.of("ben@corp.example", "eva@corp.example"),
        "Subject: x\r\n\r\ntext\r\n".getBytes(StandardCharsets.US_ASCII));

    @Test
    void everyRecipientShouldGetHisOwnAnswer() throws IOException {
        try (ScriptedServer server = new ScriptedServer("220 hi", "250-hi\r\n250 SIZE 1000", "250 ok", "451 4.7.1 later", "250 ok",
            "354 go", "250 2.6.0 Message received, id 01JABCDEFGHJKMNPQRSTVWXYZ0", "221 bye")) {
            Attempt attempt = client(server).send(MAIL);

            assertThat(attempt.answers().get("ben@corp.example")).isInstanceOfSatisfying(Answer.Deferred.class, deferred -> {
                assertThat(deferred.stage()).isEqualTo(Stage.RCPT);
                assertThat(deferred.reply().code()).isEqualTo(451);
            });
            assertThat(attempt.answers().get("eva@corp.example")).isInstanceOfSatisfying(Answer.Accepted.class,
                accepted -> assertThat(accepted.reply().messageId()).contains("01JABCDEFGHJKMNPQRSTVWXYZ0"));
            assertThat(server.heard()).contains("MAIL FROM:<jane@client.test> SIZE=" + MAIL.content().length);
        }
    }

    @Test
    void contentShouldNotBeSentWhenNoRecipientIsAccepted() throws IOException {
        try (ScriptedServer server = new ScriptedServer("220 hi", "250 hi", "250 ok", "451 later", "554 5.7.1 no", "221 bye")) {
            Attempt attempt = client(server).send(MAIL);

            assertThat(attempt.answers().get("ben@corp.example").retriable()).isTrue();
            assertThat(attempt.answers().get("eva@corp.example"))
                .isEqualTo(new Answer.Refused(Stage.RCPT, new Reply(554, List.of("5.7.1 no"))));
            assertThat(server.heard()).doesNotContain("DATA");
        }
    }

    @Test
    void aRefusalOfTheContentShouldNameTheMessage() throws IOException {
        try (ScriptedServer server = new ScriptedServer("220 hi", "250 hi", "250 ok", "250 ok", "250 ok", "354 go",
            "554 5.7.1 Rejected for policy reasons (01JABCDEFGHJKMNPQRSTVWXYZ0)", "221 bye")) {
            assertThat(client(server).send(MAIL).answers().get("ben@corp.example"))
                .isInstanceOfSatisfying(Answer.Refused.class, refused -> {
                assertThat(refused.stage()).isEqualTo(Stage.DATA);
                assertThat(refused.reply().messageId()).contains("01JABCDEFGHJKMNPQRSTVWXYZ0");
            });
        }
    }

    @Test
    void aConnectionThatBreaksBeforeTheAnswerShouldBeTriedAgain() throws IOException {
        try (ScriptedServer server = new ScriptedServer("220 hi", "250 hi", "250 ok", "250 ok", "250 ok", "354 go")) {
            assertThat(client(server).send(MAIL).answers().values()).hasSize(2)
                .allSatisfy(answer -> assertThat(answer).isInstanceOf(Answer.Broken.class))
                .allSatisfy(answer -> assertThat(answer.retriable()).isTrue());
        }
    }

    @Test
    void anAcceptedMessageShouldStayAcceptedWhenTheServerHangsUpBeforeQuit() throws IOException {
        try (ScriptedServer server = new ScriptedServer("220 hi", "250 hi", "250 ok", "250 ok", "250 ok", "354 go", "250 taken")) {
            assertThat(client(server).send(MAIL).answers().values()).hasSize(2)
                .allSatisfy(answer -> assertThat(answer).isInstanceOf(Answer.Accepted.class));
        }
    }

    @Test
    void aGreetingThatRefusesShouldAnswerForAllRecipients() throws IOException {
        try (ScriptedServer server = new ScriptedServer("554 5.7.1 go away")) {
            assertThat(client(server).send(MAIL).answers().values()).hasSize(2)
                .containsOnly(new Answer.Refused(Stage.CONNECT, new Reply(554, List.of("5.7.1 go away"))));
        }
    }

    @Test
    void noServerShouldBeAnAnswerAndNoException() throws IOException {
        InetSocketAddress nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = new InetSocketAddress("127.0.0.1", socket.getLocalPort());
        }
        assertThat(new SmtpClient(nobody, Duration.ofSeconds(2)).send(MAIL).answers().values()).hasSize(2)
            .allSatisfy(answer -> assertThat(answer).isInstanceOf(Answer.Broken.class));
    }

    @Test
    void aUtf8HeaderShouldBeSentInEncodedWordsToAServerWithoutSmtpUtf8() throws IOException {
        OutgoingMail utf8 = utf8To("ben@corp.example");
        try (ScriptedServer server = new ScriptedServer("220 hi", "250-hi\r\n250 8BITMIME", "250 ok", "250 ok", "354 go",
            "250 ok", "221 bye")) {
            client(server).send(utf8);

            assertThat(server.heard()).contains("MAIL FROM:<jane@client.test> BODY=8BITMIME");
            assertThat(server.heard()).anyMatch(line -> line.matches("Subject: =\\?UTF-8\\?[BQ]\\?.*\\?= plain"));
            assertThat(server.heard()).contains("тело");
        }
    }

    @Test
    void aUtf8HeaderShouldBeSentAsItIsToAServerWithSmtpUtf8() throws IOException {
        OutgoingMail utf8 = utf8To("бен@corp.example");
        try (ScriptedServer server = new ScriptedServer("220 hi", "250-hi\r\n250-8BITMIME\r\n250 SMTPUTF8", "250 ok", "250 ok", "354 go",
            "250 ok", "221 bye")) {
            assertThat(client(server).send(utf8).answers().get("бен@corp.example")).isInstanceOf(Answer.Accepted.class);
            assertThat(server.heard()).contains("MAIL FROM:<jane@client.test> BODY=8BITMIME SMTPUTF8", "RCPT TO:<бен@corp.example>",
                "Subject: добрый день plain");
        }
    }

    @Test
    void anAddressThatNeedsSmtpUtf8ShouldNotBeSentToAServerWithoutIt() throws IOException {
        try (ScriptedServer server = new ScriptedServer("220 hi", "250 hi", "250 ok", "221 bye")) {
            assertThat(client(server).send(utf8To("бен@corp.example")).answers().get("бен@corp.example"))
                .isInstanceOf(Answer.Unsendable.class);
            assertThat(server.heard()).noneMatch(line -> line.startsWith("RCPT"));
        }
    }

    private static OutgoingMail utf8To(String recipient) {
        return new OutgoingMail("client.test", "jane@client.test", List.of(recipient),
            "Subject: добрый день plain\r\n\r\nтело\r\n".getBytes(StandardCharsets.UTF_8), true);
    }

    private static SmtpClient client(ScriptedServer server) {
        return new SmtpClient(server.address(), Duration.ofSeconds(5));
    }
}
