// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.clamd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.scan.EngineAnswer;

/** Connections that serve one scan after the other. */
class ClamdSessionsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final MessageSource MAIL = MessageSource.of("Subject: x\r\n\r\ny\r\n".getBytes(StandardCharsets.US_ASCII));
    private static final EngineAnswer CLEAN = new EngineAnswer.Clean();

    /** Serves so many scans of one session, then goes on as it likes. */
    private static void serve(Socket client, int scans) throws IOException {
        FakeClamd.expect(client, "zIDSESSION\0");
        for (int i = 1; i <= scans; i++) {
            FakeClamd.readMessage(client);
            FakeClamd.say(client, i + ": stream: OK\0");
        }
    }

    @Test
    void scansOneAfterTheOtherShouldShareAConnection() throws Exception {
        try (FakeClamd server = new FakeClamd((client, fake) -> serve(client, 10));
             ClamdScanner scanner = new ClamdScanner(server.sessions(LIMIT))) {
            for (int i = 0; i < 10; i++) {
                assertThat(scanner.scan(MAIL, LIMIT)).isEqualTo(CLEAN);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void connectionThatTheServerHasClosedShouldBeReplacedUnnoticed() throws Exception {
        try (FakeClamd server = new FakeClamd((client, fake) -> serve(client, 1));
             ClamdScanner scanner = new ClamdScanner(server.sessions(LIMIT))) {
            for (int i = 1; i <= 3; i++) {
                assertThat(scanner.scan(MAIL, LIMIT)).isEqualTo(CLEAN);
                assertThat(server.connections()).isEqualTo(i);
            }
        }
    }

    @Test
    void connectionOnWhichTheServerLostPatienceShouldBeReplacedUnnoticed() throws Exception {
        try (FakeClamd server = new FakeClamd((client, fake) -> {
            serve(client, 1);
            FakeClamd.say(client, "COMMAND READ TIMED OUT\0");
        }); ClamdScanner scanner = new ClamdScanner(server.sessions(LIMIT))) {
            assertThat(scanner.scan(MAIL, LIMIT)).isEqualTo(CLEAN);
            assertThat(scanner.scan(MAIL, LIMIT)).isEqualTo(CLEAN);
        }
    }

    @Test
    void answerToAnotherCommandShouldNotCount() throws Exception {
        try (FakeClamd server = new FakeClamd((client, fake) -> {
            FakeClamd.expect(client, "zIDSESSION\0");
            FakeClamd.readMessage(client);
            FakeClamd.say(client, "7: stream: OK\0");
        }); ClamdScanner scanner = new ClamdScanner(server.sessions(LIMIT))) {
            assertThat(scanner.scan(MAIL, LIMIT)).isInstanceOf(EngineAnswer.Unknown.class);
        }
    }

    @Test
    void connectionShouldNotBeKeptAfterAFailure() throws Exception {
        try (FakeClamd server = new FakeClamd((client, fake) -> {
            FakeClamd.expect(client, "zIDSESSION\0");
            FakeClamd.readMessage(client);
            FakeClamd.say(client, "1: stream: Can't allocate memory ERROR\0");
            FakeClamd.readMessage(client);
            FakeClamd.say(client, "2: stream: OK\0");
        }); ClamdScanner scanner = new ClamdScanner(server.sessions(LIMIT))) {
            assertThat(scanner.scan(MAIL, LIMIT)).isInstanceOf(EngineAnswer.Unknown.class);
            assertThat(scanner.scan(MAIL, LIMIT)).isInstanceOf(EngineAnswer.Unknown.class);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void serverThatStandsStillOnAKeptConnectionShouldEndWithTheLimit() throws Exception {
        try (FakeClamd server = new FakeClamd((client, fake) -> {
            serve(client, 1);
            fake.pause(LIMIT);
        }); ClamdScanner scanner = new ClamdScanner(server.sessions(LIMIT))) {
            assertThat(scanner.scan(MAIL, LIMIT)).isEqualTo(CLEAN);
            long start = System.nanoTime();

            assertThat(scanner.scan(MAIL, Duration.ofMillis(400))).isInstanceOfSatisfying(EngineAnswer.Unknown.class,
                unknown -> assertThat(unknown.reason()).contains("limit of 400 ms"));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        }
    }
}
