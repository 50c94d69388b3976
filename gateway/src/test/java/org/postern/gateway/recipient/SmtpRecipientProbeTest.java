// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.recipient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.google.common.net.HostAndPort;

class SmtpRecipientProbeTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    static Stream<Arguments> answers() throws IOException {
        try (InputStream table = SmtpRecipientProbeTest.class.getResourceAsStream("probe-answers.csv")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"))
                .map(line -> line.split(";", 2)).map(row -> Arguments.of(row[0].strip(), row[1].strip())).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answerShouldFollowFromTheReplies(String expected, String script) throws Exception {
        try (ScriptedServer server = new ScriptedServer(script)) {
            RecipientAnswer answer = new SmtpRecipientProbe(server.address(), "gateway.test", "", LIMIT).ask("anna@a.test");

            assertThat(answer.getClass().getSimpleName().toLowerCase(Locale.ROOT)).as("%s", answer).isEqualTo(expected);
        }
    }

    @Test
    void probeShouldEndBeforeAnyMailIsSent() throws Exception {
        try (ScriptedServer server = new ScriptedServer("220 mx | 250 mx | 250 ok | 250 ok | 221 bye")) {
            new SmtpRecipientProbe(server.address(), "gateway.test", "probe@gateway.test", LIMIT).ask("anna@a.test");

            await().untilAsserted(() -> assertThat(server.heard).containsExactly("EHLO gateway.test", "MAIL FROM:<probe@gateway.test>",
                "RCPT TO:<anna@a.test>", "QUIT"));
        }
    }

    @Test
    void addressThatWouldEndTheCommandShouldNotBeSent() throws Exception {
        try (ScriptedServer server = new ScriptedServer("220 mx | 250 mx | 250 ok | 250 ok")) {
            RecipientAnswer answer = new SmtpRecipientProbe(server.address(), "gateway.test", "", LIMIT).ask("a@a.test>\r\nDATA");

            assertThat(answer).isInstanceOf(RecipientAnswer.Unavailable.class);
            assertThat(server.heard).isEmpty();
        }
    }

    @Test
    void serverThatIsAwayShouldBeUnavailable() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(new SmtpRecipientProbe(HostAndPort.fromParts("127.0.0.1", port), "gateway.test", "", LIMIT).ask("anna@a.test"))
            .isInstanceOf(RecipientAnswer.Unavailable.class);
    }
}
