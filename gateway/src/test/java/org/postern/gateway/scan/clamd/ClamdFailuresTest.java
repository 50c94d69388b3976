// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.clamd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.config.ClamdConfiguration;
import org.postern.gateway.scan.EngineAnswer;
import org.postern.gateway.scan.Mutants;

/** What a server may do wrong; none of it is ever clean. */
class ClamdFailuresTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final MessageSource MAIL = MessageSource.of("Subject: x\r\n\r\ny\r\n".getBytes(StandardCharsets.US_ASCII));

    private static EngineAnswer scan(FakeClamd server, MessageSource message, Duration readTimeout, Duration limit) {
        try (ClamdScanner scanner = new ClamdScanner(server.configuration(readTimeout))) {
            return scanner.scan(message, limit);
        }
    }

    private static String reason(EngineAnswer answer) {
        assertThat(answer).isInstanceOf(EngineAnswer.Unknown.class);
        return ((EngineAnswer.Unknown) answer).reason();
    }

    private static Duration timed(Runnable action) {
        long start = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvFileSource(resources = "answers.csv", delimiter = '|', ignoreLeadingAndTrailingWhitespace = true)
    void answerShouldBeReadAsInTheTable(String said, String expected, String detail) throws Exception {
        String bytes = said.replace("\\0", "\0").replace("\\n", "\n");
        try (FakeClamd server = new FakeClamd((client, fake) -> {
            FakeClamd.readMessage(client);
            FakeClamd.say(client, bytes);
        })) {
            EngineAnswer answer = scan(server, MAIL, LONG, LONG);

            assertThat(answer.getClass().getSimpleName()).isEqualTo(expected);
            assertThat(answer.toString()).contains(detail);
        }
    }

    @Test
    void damagedAnswersShouldBeReadWithoutAFaultOfTheReader() throws Exception {
        for (byte[] said : Mutants.of("clamd", 8)) {
            try (FakeClamd server = new FakeClamd((client, fake) -> {
                FakeClamd.readMessage(client);
                client.getOutputStream().write(said);
            })) {
                EngineAnswer answer = scan(server, MAIL, LONG, Duration.ofSeconds(2));

                assertThat(answer.toString()).doesNotContainPattern(": java\\.(lang|util|nio)\\.");
                if (answer instanceof EngineAnswer.Clean) {
                    assertThat(new String(said, StandardCharsets.ISO_8859_1)).containsPattern("OK\\s*\0");
                }
            }
        }
    }

    @Test
    void messageShouldArriveByteForByte() throws Exception {
        byte[] bytes = new byte[300_000];
        new Random(7).nextBytes(bytes);
        AtomicReference<byte[]> arrived = new AtomicReference<>();
        try (FakeClamd server = new FakeClamd((client, fake) -> {
            arrived.set(FakeClamd.readMessage(client));
            FakeClamd.say(client, "stream: OK\0");
        })) {
            assertThat(scan(server, MessageSource.of(bytes), LONG, LONG)).isEqualTo(new EngineAnswer.Clean());
        }
        assertThat(arrived.get()).isEqualTo(bytes);
    }

    @Test
    void answerInPiecesShouldBePutTogether() throws Exception {
        try (FakeClamd server = new FakeClamd((client, fake) -> {
            client.setTcpNoDelay(true);
            FakeClamd.readMessage(client);
            for (String piece : new String[] {"str", "eam: Some.Vir", "us FOU", "ND", "\0"}) {
                FakeClamd.say(client, piece);
                fake.pause(Duration.ofMillis(20));
            }
        })) {
            assertThat(scan(server, MAIL, LONG, LONG)).hasToString("Found[names=[Some.Virus]]");
        }
    }

    @Test
    void answerByTricklingBytesShouldEndWithTheLimit() throws Exception {
        try (FakeClamd server = new FakeClamd((client, fake) -> {
            FakeClamd.readMessage(client);
            for (int i = 0; i < 200; i++) {
                FakeClamd.say(client, "x");
                fake.pause(Duration.ofMillis(100));
            }
        })) {
            Duration took = timed(() -> assertThat(reason(scan(server, MAIL, Duration.ofSeconds(1), Duration.ofMillis(600))))
                .contains("no answer within the limit of"));
            assertThat(took).isBetween(Duration.ofMillis(500), Duration.ofSeconds(3));
        }
    }

    @Test
    void silentServerShouldEndWithTheReadTimeOut() throws Exception {
        try (FakeClamd server = new FakeClamd((client, fake) -> {
            FakeClamd.readMessage(client);
            fake.pause(LONG);
        })) {
            Duration took = timed(() -> assertThat(reason(scan(server, MAIL, Duration.ofMillis(300), LONG)))
                .contains("silent for longer than clamav.read-timeout"));
            assertThat(took).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void serverThatStopsReadingShouldEndWithTheLimit() throws Exception {
        try (FakeClamd server = new FakeClamd((client, fake) -> fake.pause(LONG))) {
            MessageSource large = MessageSource.of(new byte[20 * 1024 * 1024]);
            Duration took = timed(() -> assertThat(reason(scan(server, large, LONG, Duration.ofMillis(500)))).contains("limit"));
            assertThat(took).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void cleanAnswerBeforeTheEndOfTheMessageShouldNotCount() throws Exception {
        try (FakeClamd server = new FakeClamd((client, fake) -> {
            client.getInputStream().readNBytes(1000);
            FakeClamd.say(client, "stream: OK\0");
            client.shutdownInput();
        })) {
            assertThat(scan(server, MessageSource.of(new byte[20 * 1024 * 1024]), LONG, LONG)).isInstanceOf(EngineAnswer.Unknown.class);
        }
    }

    @Test
    void closedConnectionShouldBeUnknown() throws Exception {
        try (FakeClamd server = new FakeClamd((client, fake) -> FakeClamd.readMessage(client))) {
            assertThat(reason(scan(server, MAIL, LONG, LONG))).contains("without an answer");
        }
    }

    @Test
    void endlessAnswerShouldBeUnknown() throws Exception {
        try (FakeClamd server = new FakeClamd((client, fake) -> {
            FakeClamd.readMessage(client);
            while (true) {
                FakeClamd.say(client, "x".repeat(1000));
            }
        })) {
            assertThat(reason(scan(server, MAIL, LONG, LONG))).contains("answered more than");
        }
    }

    @Test
    void nobodyListeningShouldBeUnknownAtOnce() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        ClamdConfiguration nobody = FakeClamd.configuration(port, LONG, 4);
        try (ClamdScanner scanner = new ClamdScanner(nobody)) {
            assertThat(reason(scanner.scan(MAIL, LONG))).contains("clamd at 127.0.0.1:" + port).contains("refused");
            assertThat(scanner.ping(LONG)).isFalse();
        }
    }

    @Test
    void hostThatDoesNotExistShouldBeUnknown() {
        ClamdConfiguration nowhere = new ClamdConfiguration(true, "clamd.invalid", 3310, Optional.empty(), LONG, LONG, 1000, 4, LONG,
            List.of());
        try (ClamdScanner scanner = new ClamdScanner(nowhere)) {
            assertThat(reason(scanner.scan(MAIL, LONG))).contains("clamd.invalid");
        }
    }

    @Test
    void messageThatCannotBeReadShouldBeUnknown() throws Exception {
        MessageSource broken = new MessageSource() {
            @Override
            public InputStream open() throws IOException {
                throw new IOException("disk is gone");
            }

            @Override
            public long size() {
                return 10;
            }
        };
        try (FakeClamd server = new FakeClamd((client, fake) -> fake.pause(LONG))) {
            assertThat(reason(scan(server, broken, LONG, LONG))).contains("disk is gone");
        }
    }
}
