// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.icap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.config.IcapConfiguration.Method;
import org.postern.gateway.scan.EngineAnswer;
import org.postern.gateway.scan.EngineProbe;
import org.postern.gateway.scan.RealClamd;
import org.postern.gateway.scan.RealIcap;

/** Against c-icap with its ClamAV module. */
class IcapScannerTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final EngineAnswer CLEAN = new EngineAnswer.Clean();
    @TempDir
    static Path directory;
    private static RealClamd clamd;
    private static RealIcap server;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(RealClamd.isInstalled(), "clamd is not installed (Debian: apt-get install clamav-daemon)");
        Assumptions.assumeTrue(RealIcap.isInstalled(), "c-icap is not installed (Debian: c-icap libc-icap-mod-virus-scan)");
        clamd = RealClamd.start(directory);
        server = RealIcap.start(directory, clamd);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (clamd != null) {
            clamd.close();
        }
    }

    private static MessageSource text(String text) {
        return MessageSource.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest(name = "{0}, preview {1}, {2} bytes")
    @CsvSource({"RESPMOD,false,0", "RESPMOD,false,1", "RESPMOD,false,1000000", "RESPMOD,true,0", "RESPMOD,true,1023", "RESPMOD,true,1024",
        "RESPMOD,true,1025", "RESPMOD,true,1000000", "REQMOD,false,5000", "REQMOD,true,100", "REQMOD,true,300000"})
    void ordinaryContentShouldBeCleanAndOneWithAVirusAtItsEndFound(Method method, boolean preview, int size) {
        byte[] eicar = RealClamd.EICAR.getBytes(StandardCharsets.US_ASCII);
        byte[] clean = random(size, size);
        byte[] infected = Arrays.copyOf(clean, size + eicar.length);
        System.arraycopy(eicar, 0, infected, size, eicar.length);
        try (IcapScanner scanner = server.scanner("avscan", method, preview)) {
            assertThat(scanner.scan(MessageSource.of(clean), LIMIT)).isEqualTo(CLEAN);
            assertThat(scanner.scan(MessageSource.of(infected), LIMIT)).isEqualTo(new EngineAnswer.Found(List.of("Test.Eicar.UNOFFICIAL")));
            assertThat(scanner.scan(MessageSource.of(clean), LIMIT)).isEqualTo(CLEAN);
        }
    }

    @Test
    void moreRequestsThanTheServerTakesOnOneConnectionShouldAllBeAnswered() {
        try (IcapScanner scanner = server.scanner("avscan", Method.RESPMOD, false)) {
            assertThat(IntStream.range(0, 250).mapToObj(i -> scanner.scan(text("mail " + i), LIMIT))).allMatch(CLEAN::equals);
        }
    }

    @Test
    void manyThreadsShouldEachGetTheirOwnAnswer() {
        try (IcapScanner scanner = server.scanner("avscan", Method.RESPMOD, true)) {
            List<EngineAnswer> answers = IntStream.range(0, 60).parallel()
                .mapToObj(i -> scanner.scan(i % 3 == 0 ? text(RealClamd.EICAR) : MessageSource.of(random(5_000, i)), LIMIT)).toList();

            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i)).isInstanceOf(i % 3 == 0 ? EngineAnswer.Found.class : EngineAnswer.Clean.class);
            }
        }
    }

    @Test
    void serviceThatSendsTheContentBackUnchangedShouldBeCleanWhateverItsSize() {
        try (IcapScanner scanner = server.scanner("echo", Method.RESPMOD, false)) {
            assertThat(scanner.scan(text("small"), LIMIT)).isEqualTo(CLEAN);
        }
    }

    @Test
    void serviceThatIsNotThereShouldBeUnknown() {
        try (IcapScanner scanner = server.scanner("nothing", Method.RESPMOD, false)) {
            assertThat(scanner.scan(text("x"), LIMIT)).isInstanceOfSatisfying(EngineAnswer.Unknown.class,
                unknown -> assertThat(unknown.reason()).contains("404"));
        }
    }

    @Test
    void contentBeyondOurLimitShouldBeUnknownForGood() {
        try (IcapScanner scanner = server.scanner("avscan", Method.RESPMOD, false)) {
            assertThat(scanner.scan(MessageSource.of(new byte[26 * 1024 * 1024]), LIMIT)).isInstanceOfSatisfying(EngineAnswer.Unknown.class,
                unknown -> {
                    assertThat(unknown.reason()).contains("icap.max-size-mb");
                    assertThat(unknown.lasting()).isTrue();
                });
        }
    }

    @Test
    void serverWhoseEngineIsDownShouldBeUnknownThoughItsOptionsAnswer() throws Exception {
        Path own = Files.createDirectories(directory.resolve("second"));
        RealClamd engine = RealClamd.start(own);
        try (RealIcap icap = RealIcap.start(own, engine); IcapScanner scanner = icap.scanner("avscan", Method.RESPMOD, false)) {
            engine.close();
            Awaitility.await().atMost(LIMIT).untilAsserted(() ->
                assertThat(scanner.scan(text("x " + System.nanoTime()), LIMIT)).isInstanceOfSatisfying(EngineAnswer.Unknown.class,
                    unknown -> assertThat(unknown.reason()).contains("500")));
            assertThat(scanner.version(LIMIT).program()).contains("C-ICAP");
            assertThat(new EngineProbe(scanner).problem(LIMIT)).isPresent();
        } finally {
            engine.close();
        }
    }

    @Test
    void versionShouldTellServiceAndTag() throws Exception {
        try (IcapScanner scanner = server.scanner("avscan", Method.RESPMOD, false)) {
            assertThat(scanner.version(LIMIT).program()).contains("C-ICAP");
            assertThat(scanner.version(LIMIT).signatures()).hasValueSatisfying(tag -> assertThat(tag).doesNotContain("\"").isNotBlank());
        }
    }
}
