// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.scan.EngineAnswer;
import org.postern.gateway.scan.RealClamd;
import org.postern.gateway.scan.clamd.ClamdScanner;

import com.sun.net.httpserver.HttpServer;

class SignatureUpdatesTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static SignatureUpdates.State ended(SignatureUpdates updates) {
        await().atMost(LIMIT).until(() -> !updates.state().running());
        return updates.state();
    }

    @Test
    void updateShouldRunOnceAtATimeAndTellHowItWent() {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger afterwards = new AtomicInteger();
        try (SignatureUpdates updates = new SignatureUpdates(Optional.of(() -> {
            go.await();
            return "done";
        }), afterwards::incrementAndGet, Clock.systemUTC())) {
            assertThat(updates.state().startedAt()).isEmpty();
            assertThat(updates.start()).isEqualTo(SignatureUpdates.Request.STARTED);
            assertThat(updates.start()).isEqualTo(SignatureUpdates.Request.RUNNING_ALREADY);
            go.countDown();

            assertThat(ended(updates)).satisfies(state -> {
                assertThat(state.succeeded()).isTrue();
                assertThat(state.message()).isEqualTo("done");
            });
            assertThat(afterwards).hasValue(1);
        }
    }

    @Test
    void failureShouldBeToldAndNotStopTheNextUpdate() {
        try (SignatureUpdates updates = new SignatureUpdates(Optional.of(() -> {
            throw new IOException("no network");
        }), () -> { }, Clock.systemUTC())) {
            updates.start();
            assertThat(ended(updates)).satisfies(state -> {
                assertThat(state.succeeded()).isFalse();
                assertThat(state.message()).isEqualTo("no network");
            });
            assertThat(updates.start()).isEqualTo(SignatureUpdates.Request.STARTED);
        }
    }

    @Test
    void withoutAnEngineToUpdateNothingShouldStart() {
        try (SignatureUpdates updates = new SignatureUpdates(Optional.empty(), () -> { }, Clock.systemUTC())) {
            assertThat(updates.start()).isEqualTo(SignatureUpdates.Request.NOTHING_TO_UPDATE);
        }
    }

    @Test
    void fetchedSignaturesShouldBeLoadedByTheRunningClamd(@TempDir Path directory) throws Exception {
        Assumptions.assumeTrue(RealClamd.isInstalled(), "clamd is not installed (Debian: apt-get install clamav-daemon)");
        byte[] threat = "a threat of tomorrow".getBytes(StandardCharsets.US_ASCII);
        try (RealClamd clamd = RealClamd.start(directory); ClamdScanner scanner = new ClamdScanner(clamd.configuration())) {
            Path fetch = program(directory, "echo 'Test.Tomorrow:0:*:" + HexFormat.of().formatHex(threat) + "' > "
                + clamd.signatures().resolve("fetched.ndb") + "; echo one signature is new");
            try (SignatureUpdates updates = new SignatureUpdates(
                Optional.of(new ClamdUpdate(List.of(fetch.toString()), scanner)), () -> { }, Clock.systemUTC())) {
                assertThat(scanner.scan(MessageSource.of(threat), LIMIT)).isEqualTo(new EngineAnswer.Clean());
                updates.start();

                assertThat(ended(updates)).satisfies(state -> {
                    assertThat(state.succeeded()).isTrue();
                    assertThat(state.message()).contains("one signature is new");
                });
                await().atMost(LIMIT).untilAsserted(() -> assertThat(scanner.scan(MessageSource.of(threat), LIMIT))
                    .isEqualTo(new EngineAnswer.Found(List.of("Test.Tomorrow.UNOFFICIAL"))));
            }
        }
    }

    @Test
    void freshclamShouldFetchFromItsMirrorWhatTheRunningClamdThenFinds(@TempDir Path directory) throws Exception {
        Assumptions.assumeTrue(RealClamd.isInstalled(), "clamd is not installed (Debian: apt-get install clamav-daemon)");
        byte[] threat = "a threat on a mirror".getBytes(StandardCharsets.US_ASCII);
        byte[] signature = ("Test.Mirrored:0:*:" + HexFormat.of().formatHex(threat) + "\n").getBytes(StandardCharsets.US_ASCII);
        HttpServer mirror = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        mirror.createContext("/mirrored.ndb", exchange -> {
            exchange.sendResponseHeaders(200, exchange.getRequestMethod().equals("HEAD") ? -1 : signature.length);
            try (exchange; OutputStream body = exchange.getResponseBody()) {
                body.write(signature);
            }
        });
        mirror.start();
        String url = "http://127.0.0.1:" + mirror.getAddress().getPort();
        try (RealClamd clamd = RealClamd.start(directory); ClamdScanner scanner = new ClamdScanner(clamd.configuration())) {
            Path settings = Files.write(directory.resolve("freshclam.conf"), List.of("DatabaseDirectory " + clamd.signatures(),
                "DatabaseOwner " + System.getProperty("user.name"), "DatabaseMirror " + url, "DatabaseCustomURL " + url + "/mirrored.ndb",
                "DNSDatabaseInfo no", "MaxAttempts 1", "ConnectTimeout 5", "Checks 0"));
            ClamdUpdate update = new ClamdUpdate(List.of("freshclam", "--config-file=" + settings, "--stdout", "--update-db=custom"),
                scanner);
            assertThat(scanner.scan(MessageSource.of(threat), LIMIT)).isEqualTo(new EngineAnswer.Clean());

            assertThat(update.run()).contains("mirrored.ndb updated");
            await().atMost(LIMIT).untilAsserted(() -> assertThat(scanner.scan(MessageSource.of(threat), LIMIT))
                .isEqualTo(new EngineAnswer.Found(List.of("Test.Mirrored.UNOFFICIAL"))));
        } finally {
            mirror.stop(0);
        }
    }

    @Test
    void programThatFailsShouldBeToldWithItsLastLine(@TempDir Path directory) throws Exception {
        Path fetch = program(directory, "echo trying; echo cannot reach the mirror; exit 3");
        try (ClamdScanner nobody = new ClamdScanner(PosternConfiguration.defaults().clamd());
             SignatureUpdates updates = new SignatureUpdates(Optional.of(new ClamdUpdate(List.of(fetch.toString()), nobody)), () -> { },
                 Clock.systemUTC())) {
            updates.start();
            assertThat(ended(updates).message()).contains("status 3: cannot reach the mirror");
        }
    }

    private static Path program(Path directory, String script) throws IOException {
        Path file = directory.resolve("fetch.sh");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
