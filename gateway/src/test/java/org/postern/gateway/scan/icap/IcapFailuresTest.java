// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.icap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.config.IcapConfiguration.Method;
import org.postern.gateway.scan.EngineAnswer;
import org.postern.gateway.scan.Mutants;
import org.postern.gateway.scan.RealIcap;

/** What servers of other makers say, and what a server may do wrong; nothing of that is clean that is not told to be. */
class IcapFailuresTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final MessageSource MAIL = MessageSource.of("content".getBytes(StandardCharsets.US_ASCII));

    private static EngineAnswer scan(FakeIcap server, Duration limit) {
        try (IcapScanner scanner = RealIcap.scanner(URI.create("icap://127.0.0.1:" + server.port() + "/scan"), Method.RESPMOD, false)) {
            return scanner.scan(MAIL, limit);
        }
    }

    @ParameterizedTest(name = "{0} -> {1} {2}")
    @CsvFileSource(resources = "answers.csv", delimiter = '|', ignoreLeadingAndTrailingWhitespace = true)
    void answerShouldBeReadAsInTheTable(String said, String expected, String detail) throws Exception {
        String bytes = said.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");
        try (FakeIcap server = new FakeIcap(() -> bytes)) {
            EngineAnswer answer = scan(server, LIMIT);

            assertThat(answer.getClass().getSimpleName()).isEqualTo(expected);
            assertThat(answer.toString()).contains(detail);
        }
    }

    @Test
    void damagedAnswersShouldBeReadWithoutAFaultOfTheReader() throws Exception {
        for (byte[] said : Mutants.of("icap", 8)) {
            try (FakeIcap server = new FakeIcap(() -> new String(said, StandardCharsets.ISO_8859_1) + "\n")) {
                EngineAnswer answer = scan(server, Duration.ofSeconds(2));

                assertThat(answer.toString()).doesNotContainPattern(": java\\.(lang|util|nio)\\.");
            }
        }
    }

    @Test
    void silentServerShouldEndWithTheLimit() throws Exception {
        try (FakeIcap server = new FakeIcap(() -> "")) {
            long start = System.nanoTime();

            assertThat(scan(server, Duration.ofMillis(400)).toString()).contains("limit of 400 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void methodThatTheServiceDoesNotOfferShouldBeToldAndNotTried() throws Exception {
        try (FakeIcap server = new FakeIcap(() -> "ICAP/1.0 204 Unmodified\r\n\r\n");
             IcapScanner scanner = RealIcap.scanner(URI.create("icap://127.0.0.1:" + server.port() + "/scan"), Method.REQMOD, false)) {
            assertThat(scanner.scan(MAIL, LIMIT).toString()).contains("has no method REQMOD, only RESPMOD");
        }
    }

    @Test
    void nobodyListeningShouldBeUnknown() throws IOException {
        int port;
        try (FakeIcap server = new FakeIcap(() -> "")) {
            port = server.port();
        }
        try (IcapScanner scanner = RealIcap.scanner(URI.create("icap://127.0.0.1:" + port + "/scan"), Method.RESPMOD, false)) {
            assertThat(scanner.scan(MAIL, LIMIT)).isInstanceOfSatisfying(EngineAnswer.Unknown.class,
                unknown -> assertThat(unknown.reason()).contains("refused"));
        }
    }

    @Test
    void contentShouldArriveWrappedAsTheStandardSays() throws Exception {
        try (FakeIcap server = new FakeIcap(() -> "ICAP/1.0 204 Unmodified\r\n\r\n")) {
            assertThat(scan(server, LIMIT)).isEqualTo(new EngineAnswer.Clean());

            List<String> requests = server.requests();
            assertThat(requests.get(0)).startsWith("OPTIONS icap://127.0.0.1:" + server.port() + "/scan ICAP/1.0\r\n")
                .contains("\r\nHost: 127.0.0.1:" + server.port() + "\r\n");
            String scan = requests.get(1);
            int head = scan.indexOf("\r\n\r\n") + 4;
            String[] offsets = scan.replaceAll("(?s).*Encapsulated: req-hdr=0, res-hdr=(\\d+), res-body=(\\d+).*", "$1 $2").split(" ");
            assertThat(scan).startsWith("RESPMOD ").contains("\r\nAllow: 204\r\n");
            assertThat(scan.substring(head)).startsWith("GET ");
            assertThat(scan.substring(head + Integer.parseInt(offsets[0]))).startsWith("HTTP/1.1 200 OK\r\n");
            assertThat(scan.substring(head + Integer.parseInt(offsets[1]))).isEqualTo("7\r\ncontent\r\n0\r\n\r\n");
        }
    }
}
