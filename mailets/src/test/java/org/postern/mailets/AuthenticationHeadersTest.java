// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.analysis.facts.ArcCheck;
import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.DkimCheck;
import org.postern.analysis.facts.DmarcCheck;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.SpfCheck;
import org.postern.analysis.facts.VirusScan;

class AuthenticationHeadersTest {
    private final AuthenticationHeaders headers = new AuthenticationHeaders("gw.example.org");

    @Test
    void resultsShouldBeTold() {
        List<String> fields = headers.fields(facts("a@example.com", new Authentication(
            new SpfCheck(AuthenticationResult.PASS, "example.com", "", "ip4:192.0.2.0/24"), SpfCheck.unknown("late"),
            List.of(new DkimCheck(AuthenticationResult.FAIL, "example.com", "s1", "@example.com", "rsa-sha256", "the body was changed")),
            new DmarcCheck(AuthenticationResult.PASS, "example.com", "example.com", "reject", "reject", true, false, "aligned by SPF"),
            new ArcCheck(AuthenticationResult.NONE, "", false, "no seal"))));

        assertThat(unfolded(fields.get(0))).isEqualTo("Authentication-Results: gw.example.org; spf=pass smtp.mailfrom=a@example.com;"
            + " dkim=fail reason=\"the body was changed\" header.d=example.com header.s=s1 header.a=rsa-sha256;"
            + " dmarc=pass policy.published-domain-policy=reject header.from=example.com");
        assertThat(unfolded(fields.get(1))).isEqualTo("Received-SPF: pass (gw.example.org: ip4:192.0.2.0/24) receiver=gw.example.org;"
            + " client-ip=192.0.2.7; envelope-from=a@example.com; helo=mx.example.com");
    }

    @Test
    void nothingShouldBeToldWhereNothingWasChecked() {
        assertThat(headers.fields(facts("a@example.com", Authentication.unchecked()))).isEmpty();
    }

    @Test
    void wordsOfStrangersShouldNotBecomeResults() {
        List<String> fields = headers.fields(facts("\"x; dmarc=pass\"@example.com", new Authentication(
            new SpfCheck(AuthenticationResult.FAIL, "example.com; dkim=pass", "", "\"; dkim=pass (x)\r\nX: y"), SpfCheck.unknown(""),
            List.of(), DmarcCheck.unknown("\"; dmarc=pass"), ArcCheck.unknown(""))));

        assertThat(String.join("\n", fields)).doesNotContain("dmarc=pass").doesNotContain("dkim=pass").doesNotContain("\r\nX:");
        assertThat(unfolded(fields.get(0))).contains("dmarc=temperror");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "authentication-results|Authentication-Results: gw.example.org; spf=pass|true",
        "authentication-results|Authentication-Results: GW.Example.ORG 1; spf=pass|true",
        "authentication-results|Authentication-Results: (a (b) c) \"gw.example.org\"; spf=pass|true",
        "authentication-results|Authentication-Results:gw.example.org|true",
        "authentication-results|Authentication-Results: gw.example.org.evil.example; spf=pass|false",
        "authentication-results|Authentication-Results: mx.example.net; spf=pass|false",
        "received-spf|Received-SPF: pass (x) receiver=gw.example.org; client-ip=192.0.2.1|true",
        "received-spf|Received-SPF: pass (x) receiver=mx.example.net; client-ip=192.0.2.1|false",
        "subject|Subject: gw.example.org|false"
    })
    void fieldsThatClaimToBeOursShouldBeFound(String name, String field, boolean forged) {
        assertThat(headers.forged(name, field.getBytes(StandardCharsets.US_ASCII))).isEqualTo(forged);
    }

    private static String unfolded(String field) {
        return field.replace("\r\n", "");
    }

    private static Facts facts(String sender, Authentication authentication) {
        return new Facts(Facts.VERSION, "01HZZZZZZZZZZZZZZZZZZZZZZZ", Instant.EPOCH, Direction.INCOMING,
            new Envelope(sender, List.of("b@example.org")), new Client("192.0.2.7", Optional.empty(), Optional.of("mx.example.com"),
            Optional.empty(), Optional.empty()), 1, List.of(), List.of(), List.of(), List.of(), VirusScan.clean(), SpamAnalysis.none(),
            List.of(), Map.of()).with(authentication);
    }
}
