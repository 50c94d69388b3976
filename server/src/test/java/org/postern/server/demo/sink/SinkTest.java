// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.sink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.server.demo.smtp.Answer;
import org.postern.server.demo.smtp.Attempt;
import org.postern.server.demo.smtp.OutgoingMail;
import org.postern.server.demo.smtp.SmtpClient;
import org.postern.server.demo.smtp.SmtpConnection;

class SinkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long KEEP = 1_000_000;

    private Sink sink;

    @BeforeEach
    void start() throws IOException {
        sink = Sink.start(0, KEEP);
    }

    @AfterEach
    void stop() throws IOException {
        sink.close();
    }

    @Test
    void contentShouldArriveByteForByte() {
        byte[] content = new byte[70_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31 >> 3);
        }
        byte[] message = message("Subject: all bytes\r\n\r\n" + new String(content, ISO_8859_1) + "\r\n");

        Attempt attempt = send(new OutgoingMail("client.test", "a@client.test", List.of("b@corp.example"), message));

        assertThat(attempt.answers().get("b@corp.example")).isInstanceOf(Answer.Accepted.class);
        assertThat(sink.received()).singleElement().satisfies(mail -> {
            assertThat(mail.content()).isEqualTo(message);
            assertThat(mail.sender()).isEqualTo("a@client.test");
            assertThat(mail.recipients()).containsExactly("b@corp.example");
        });
    }

    @Test
    void linesThatBeginWithDotsShouldArriveUnchanged() {
        byte[] message = message(".first\r\n\r\n.\r\n..two\r\nlast.\r\n");

        send(new OutgoingMail("client.test", "", List.of("b@corp.example"), message));

        assertThat(sink.received()).singleElement().satisfies(mail -> {
            assertThat(mail.content()).isEqualTo(message);
            assertThat(mail.sender()).isEmpty();
        });
    }

    @Test
    void aBareLineFeedShouldNotEndTheMessage() {
        byte[] message = message("Subject: smuggling\r\n\r\nbefore\n.\nMAIL FROM:<x@y>\r\n");

        send(new OutgoingMail("client.test", "", List.of("b@corp.example"), message));

        assertThat(sink.received()).singleElement().satisfies(mail -> assertThat(mail.content()).isEqualTo(message));
    }

    @Test
    void foldedHeadersShouldBeReadAsOneLine() {
        ReceivedMail mail = new ReceivedMail(Instant.EPOCH, "", List.of(),
            message("X-Spam-Status: Yes, score=5\r\n tests=A,\r\n\tB\r\nx-spam-status: second\r\n\r\nX-Spam-Status: body\r\n"));

        assertThat(mail.headers("X-Spam-Status")).containsExactly("Yes, score=5 tests=A,\tB", "second");
        assertThat(new String(mail.body(), US_ASCII)).isEqualTo("X-Spam-Status: body\r\n");
    }

    @Test
    void commandsOutOfOrderShouldBeRefused() throws IOException {
        try (SmtpConnection connection = SmtpConnection.open(sink.address(), PATIENCE)) {
            assertThat(connection.command("RCPT TO:<b@corp.example>").code()).isEqualTo(503);
            assertThat(connection.command("DATA").code()).isEqualTo(503);
            assertThat(connection.command("MAIL FROM:a@client.test").code()).isEqualTo(501);
            assertThat(connection.command("VRFY b").code()).isEqualTo(500);
            assertThat(connection.command("QUIT").code()).isEqualTo(221);
        }
        assertThat(sink.received()).isEmpty();
    }

    @Test
    void theOldestShouldBeForgottenBeyondTheBound() throws IOException {
        try (Sink small = Sink.start(0, 100)) {
            SmtpClient client = new SmtpClient(small.address(), PATIENCE);
            for (int i = 0; i < 5; i++) {
                client.send(new OutgoingMail("client.test", "", List.of("b@corp.example"),
                    message("Subject: " + i + "\r\n\r\n" + "x".repeat(30))));
            }
            assertThat(small.received()).extracting(mail -> mail.header("Subject").orElseThrow()).containsExactly("3", "4");
        }
    }

    @Test
    void aTakenPortShouldBeAnError() {
        assertThatThrownBy(() -> Sink.start(sink.address().getPort(), KEEP)).isInstanceOf(IOException.class);
    }

    private Attempt send(OutgoingMail mail) {
        return new SmtpClient(sink.address(), PATIENCE).send(mail);
    }

    private static byte[] message(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
