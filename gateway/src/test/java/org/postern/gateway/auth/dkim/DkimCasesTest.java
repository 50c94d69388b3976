// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.DkimCheck;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.auth.MapDns;
import org.postern.gateway.dns.Dns;
import org.postern.gateway.dns.DnsAnswer;
import org.postern.gateway.dns.DnsType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Messages signed by dkimpy 1.1.4, whole and spoilt in many ways, with what dkimpy itself makes of them.
 */
class DkimCasesTest {
    /** Where we are meant to be stricter than dkimpy. */
    private static final Set<String> STRICTER = Set.of("sha1", "length-more", "key-hash", "identity-strict");

    private final DkimVerifier verifier = new DkimVerifier(DkimPolicy.defaults());

    @TestFactory
    Stream<DynamicTest> signaturesShouldEndAsTheTableSays() throws IOException {
        JsonNode table = table();
        MapDns dns = zone(table);
        List<DynamicTest> tests = new ArrayList<>();
        table.get("cases").forEach(each -> tests.add(DynamicTest.dynamicTest(each.get("name").asText(), () -> {
            DkimCheck check = first(each, dns);
            assertThat(check.result().name().toLowerCase(Locale.ROOT)).as("%s", check).isEqualTo(each.get("expect").asText());
        })));
        return tests.stream();
    }

    @Test
    void neverShouldASignaturePassThatDkimpyRefuses() throws IOException {
        JsonNode table = table();
        MapDns dns = zone(table);
        List<String> differing = new ArrayList<>();
        List<String> stricter = new ArrayList<>();
        for (JsonNode each : table.get("cases")) {
            boolean passes = first(each, dns).result() == AuthenticationResult.PASS;
            boolean theirs = each.get("dkimpy").asBoolean();
            if (passes && !theirs) {
                differing.add(each.get("name").asText());
            } else if (!passes && theirs) {
                stricter.add(each.get("name").asText());
            }
        }
        assertThat(table.get("cases").size()).isGreaterThan(200);
        assertThat(differing).isEmpty();
        assertThat(stricter).allMatch(name -> STRICTER.stream().anyMatch(name::startsWith));
    }

    @Test
    void keysThatCannotBeFetchedShouldBeATemporaryErrorWhateverElse() throws IOException {
        Dns silent = Dns.silent("nobody answers");
        JsonNode table = table();
        for (JsonNode each : table.get("cases")) {
            assertThat(first(each, silent).result()).as(each.get("name").asText()).isNotEqualTo(AuthenticationResult.PASS);
        }
        assertThat(first(table.get("cases").get(0), silent).result()).isEqualTo(AuthenticationResult.TEMPERROR);
    }

    @Test
    void bodyAsOneByteAtATimeShouldDigestAlike() {
        byte[] body = "a \t b\r\n \r\n\r\nc\rd\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        for (boolean relaxed : new boolean[] {true, false}) {
            BodyDigest whole = new BodyDigest(relaxed, Long.MAX_VALUE);
            whole.update(body, body.length);
            BodyDigest pieces = new BodyDigest(relaxed, Long.MAX_VALUE);
            for (byte each : body) {
                pieces.update(new byte[] {each}, 1);
            }
            assertThat(pieces.finish()).isEqualTo(whole.finish());
        }
    }

    @Test
    void messageWithoutSignaturesShouldHaveNone() throws IOException {
        assertThat(verify("From: a@example.com\r\n\r\nhello\r\n", Dns.silent("unused"))).isEmpty();
    }

    @Test
    void onlySoManySignaturesShouldBeLookedAt() throws IOException {
        String many = "DKIM-Signature: v=1\r\n".repeat(1000) + "From: a@example.com\r\n\r\nhello\r\n";

        assertThat(verify(many, Dns.silent("unused"))).hasSize(8).allMatch(each -> each.result() == AuthenticationResult.PERMERROR);
    }

    private DkimCheck first(JsonNode test, Dns dns) throws IOException {
        return verify(test.get("message").asText(), dns).get(0);
    }

    private List<DkimCheck> verify(String message, Dns dns) throws IOException {
        return verifier.verify(RawMessage.read(MessageSource.of(message.getBytes(StandardCharsets.ISO_8859_1))), dns,
            Instant.parse("2026-12-01T00:00:00Z"));
    }

    private static MapDns zone(JsonNode table) {
        MapDns dns = new MapDns();
        table.get("zone").fields().forEachRemaining(each ->
            dns.with(each.getKey(), DnsType.TXT, new DnsAnswer.Found(List.of(each.getValue().asText()))));
        return dns;
    }

    private static JsonNode table() throws IOException {
        try (InputStream in = new GZIPInputStream(DkimCasesTest.class.getResourceAsStream("dkim-cases.json.gz"))) {
            return new ObjectMapper().readTree(in);
        }
    }
}
