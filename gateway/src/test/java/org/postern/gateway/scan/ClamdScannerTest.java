// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.analysis.message.MessageSource;

/** Against a real clamd. */
class ClamdScannerTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    @TempDir
    static Path directory;
    private static RealClamd clamd;
    private static ClamdScanner scanner;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(RealClamd.isInstalled(), "clamd is not installed (Debian: apt-get install clamav-daemon)");
        clamd = RealClamd.start(directory);
        scanner = new ClamdScanner(clamd.configuration());
    }

    @AfterAll
    static void stop() {
        if (clamd != null) {
            scanner.close();
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
        assertThat(scanner.version(LIMIT)).startsWith("ClamAV ");
        assertThat(scanner.ping(LIMIT)).isTrue();
    }
}
