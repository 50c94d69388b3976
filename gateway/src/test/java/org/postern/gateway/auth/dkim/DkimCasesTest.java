// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.DkimCheck;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.auth.JsonCases;
import org.postern.gateway.auth.MapDns;
import org.postern.gateway.dns.Dns;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Messages signed by dkimpy 1.1.4 and opendkim 2.11, whole and spoilt in many ways, with what the two make of them. They are made by
 * {@code build/authentication-cases/dkim_cases.py}; the differences are explained in {@code docs/authentication.md}.
 */
class DkimCasesTest {
    /** Where we are meant to be stricter than dkimpy. */
    private static final Set<String> STRICTER = Set.of("sha1", "length-more", "key-hash", "identity-strict");
    /** A bare RSA key as RFC 6376 has it, and bodies that SMTP cannot carry: a CR alone, a last line without its end. */
    private static final Set<String> UNREAD_BY_OPENDKIM = Set.of("pkcs1", "rsa-crs", "ed-crs", "folded-crs", "lines-after-crs",
        "rsa-noend", "ed-noend", "folded-noend", "opendkim-noend");

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
    void everyDifferenceFromDkimpyAndOpendkimShouldBeAKnownOne() throws IOException {
        JsonNode table = table();
        MapDns dns = zone(table);
        Map<String, Set<String>> differing = new TreeMap<>();
        for (JsonNode each : table.get("cases")) {
            boolean ours = first(each, dns).result() == AuthenticationResult.PASS;
            for (String theirs : List.of("dkimpy", "opendkim")) {
                if (ours != each.get(theirs).asBoolean()) {
                    String kind = each.get("name").asText().replaceAll("-[a-z]+/[a-z]+$", "");
                    differing.computeIfAbsent((ours ? "we pass, not " : "passed by ") + theirs, any -> new TreeSet<>()).add(kind);
                }
            }
        }
        assertThat(table.get("cases").size()).isGreaterThan(400);
        assertThat(differing).isEqualTo(Map.of(
            "passed by dkimpy", STRICTER,
            "passed by opendkim", Set.of("length-more", "open-two-from", "sha1"),
            "we pass, not opendkim", UNREAD_BY_OPENDKIM));
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
        return JsonCases.zone(table.get("zone"));
    }

    private static JsonNode table() throws IOException {
        return JsonCases.table(DkimCasesTest.class, "dkim-cases.json.gz");
    }
}
