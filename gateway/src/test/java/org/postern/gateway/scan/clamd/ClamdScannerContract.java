// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.clamd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.config.ClamdConfiguration;
import org.postern.gateway.scan.EngineAnswer;
import org.postern.gateway.scan.RealClamd;

/** What the client promises against a real clamd, however it is reached. */
abstract class ClamdScannerContract {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    @TempDir
    static Path directory;
    private static RealClamd clamd;
    private ClamdScanner scanner;

    abstract ClamdConfiguration configuration(RealClamd running);

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(RealClamd.isInstalled(), "clamd is not installed (Debian: apt-get install clamav-daemon)");
        clamd = RealClamd.start(directory);
    }

    @BeforeEach
    void connect() {
        scanner = new ClamdScanner(configuration(clamd));
    }

    @AfterEach
    void disconnect() {
        scanner.close();
    }

    @AfterAll
    static void stop() {
        if (clamd != null) {
            clamd.close();
        }
    }

    private static MessageSource text(String text) {
        return MessageSource.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static MessageSource random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return MessageSource.of(bytes);
    }

    @Test
    void ordinaryMailShouldBeClean() {
        assertThat(scanner.scan(text("Subject: hello\r\n\r\nworld\r\n"), LIMIT)).isEqualTo(new EngineAnswer.Clean());
    }

    @Test
    void emptyMessageShouldBeClean() {
        assertThat(scanner.scan(text(""), LIMIT)).isEqualTo(new EngineAnswer.Clean());
    }

    @Test
    void eicarShouldBeFoundWithTheWholeNameOfTheSignature() {
        assertThat(scanner.scan(text(RealClamd.EICAR), LIMIT)).isEqualTo(new EngineAnswer.Found(List.of("Test.Eicar.UNOFFICIAL")));
    }

    @Test
    void eicarShouldBeFoundInABase64PartOfAMail() {
        String part = Base64.getMimeEncoder().encodeToString(RealClamd.EICAR.getBytes(StandardCharsets.US_ASCII));

        assertThat(scanner.scan(text("From: a@example.com\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: application/octet-stream\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n" + part + "\r\n"), LIMIT)).isInstanceOf(EngineAnswer.Found.class);
    }

    @Test
    void eicarShouldBeFoundInAZipAfterManyChunks() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("noise"));
            zip.write(random(1_000_000, 1).open().readAllBytes());
            zip.putNextEntry(new ZipEntry("eicar.com"));
            zip.write(RealClamd.EICAR.getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(scanner.scan(MessageSource.of(bytes.toByteArray()), LIMIT)).isInstanceOf(EngineAnswer.Found.class);
    }

    @Test
    void messageBeyondTheServersLimitShouldBeUnknownWithTheServersReason() {
        assertThat(scanner.scan(random(3 * 1024 * 1024, 2), LIMIT)).isInstanceOfSatisfying(EngineAnswer.Unknown.class,
            unknown -> assertThat(unknown.reason()).contains("INSTREAM size limit exceeded"));
        assertThat(scanner.scan(random(20 * 1024 * 1024, 3), LIMIT)).isInstanceOfSatisfying(EngineAnswer.Unknown.class,
            unknown -> assertThat(unknown.reason()).contains("INSTREAM size limit exceeded"));
    }

    @Test
    void archiveNestedBeyondTheServersLimitShouldBeUnknownForGoodAndNotClean() throws Exception {
        byte[] content = "harmless".getBytes(StandardCharsets.US_ASCII);
        for (int depth = 0; depth < 10; depth++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                zip.putNextEntry(new ZipEntry("inner.zip"));
                zip.write(content);
            }
            content = bytes.toByteArray();
        }

        assertThat(scanner.scan(MessageSource.of(content), LIMIT)).isInstanceOfSatisfying(EngineAnswer.Unknown.class, unknown -> {
            assertThat(unknown.reason()).contains("did not look at everything: Heuristics.Limits.Exceeded");
            assertThat(unknown.lasting()).isTrue();
        });
    }

    @Test
    void reloadShouldBringNewSignaturesIntoForce() throws Exception {
        String text = "signature that was not there before " + System.nanoTime();
        assertThat(scanner.scan(text(text), LIMIT)).isEqualTo(new EngineAnswer.Clean());

        Files.writeString(clamd.signatures().resolve("new-" + System.nanoTime() + ".ndb"),
            "Test.New:0:*:" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII)) + "\n");
        scanner.reload(LIMIT);

        Awaitility.await().atMost(LIMIT).untilAsserted(() ->
            assertThat(scanner.scan(text(text), LIMIT)).isInstanceOf(EngineAnswer.Found.class));
    }

    @Test
    void messageBeyondOurLimitShouldBeUnknownWithoutAskingTheServer() {
        assertThat(scanner.scan(random(26 * 1024 * 1024, 4), LIMIT)).isInstanceOfSatisfying(EngineAnswer.Unknown.class,
            unknown -> assertThat(unknown.reason()).contains("clamav.max-size-mb"));
    }

    @Test
    void serverThatStandsStillShouldBeUnknownWithinTheLimit() throws Exception {
        clamd.signal("STOP");
        try {
            long start = System.nanoTime();
            EngineAnswer answer = scanner.scan(random(20 * 1024 * 1024, 5), Duration.ofMillis(500));

            assertThat(answer).isInstanceOf(EngineAnswer.Unknown.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
            assertThat(scanner.ping(Duration.ofMillis(300))).isFalse();
        } finally {
            clamd.signal("CONT");
        }
        assertThat(scanner.scan(text("after"), LIMIT)).isEqualTo(new EngineAnswer.Clean());
    }

    @Test
    void manyThreadsShouldEachGetTheirOwnAnswer() {
        List<EngineAnswer> answers = IntStream.range(0, 200).parallel()
            .mapToObj(i -> scanner.scan(i % 3 == 0 ? text(RealClamd.EICAR) : random(5_000, i), LIMIT)).toList();

        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i)).isInstanceOf(i % 3 == 0 ? EngineAnswer.Found.class : EngineAnswer.Clean.class);
        }
    }

    @Test
    void versionShouldNameTheEngine() throws Exception {
        assertThat(scanner.version(LIMIT).program()).startsWith("ClamAV ");
        assertThat(scanner.ping(LIMIT)).isTrue();
    }
}
