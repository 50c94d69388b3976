// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.auth.JsonCases;
import org.postern.gateway.auth.MapDns;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Messages that were signed here, with what dkimpy 1.1.4 and opendkim 2.11 have said of them.
 * {@code build/authentication-cases/signed_cases.py} makes them anew after a change of the signer.
 */
class MessageSignerTest {

    @Test
    void signaturesShouldBeThoseThatOtherProgramsHaveJudged(@TempDir Path folder) throws IOException {
        JsonNode table = JsonCases.table(MessageSignerTest.class, "signed-cases.json.gz");
        SignedCases cases = new SignedCases(Files.writeString(folder.resolve("key.pem"), table.get("key").asText()));
        int good = 0;
        for (JsonNode each : table.get("cases")) {
            boolean odd = each.get("name").asText().startsWith("colon");
            assertThat(each.get("dkimpy").asBoolean()).as(each.get("name").asText()).isEqualTo(!odd && each.get("expect").asBoolean());
            assertThat(each.get("opendkim").asBoolean()).as(each.get("name").asText()).isEqualTo(each.get("expect").asBoolean());
            good += each.get("expect").asBoolean() ? 1 : 0;
            if (each.has("message")) {
                assertThat(new String(cases.sign(each.get("name").asText(), bytes(each.get("message"))), StandardCharsets.ISO_8859_1))
                    .as("%s: run signed_cases.py again", each.get("name")).isEqualTo(each.get("signed").asText());
            }
        }
        assertThat(good).isGreaterThan(120);
    }

    @Test
    void theOwnCheckShouldSayTheSame() throws IOException {
        JsonNode table = JsonCases.table(MessageSignerTest.class, "signed-cases.json.gz");
        MapDns dns = JsonCases.zone(table.get("zone"));
        DkimVerifier verifier = new DkimVerifier(DkimPolicy.defaults());
        for (JsonNode each : table.get("cases")) {
            if (each.has("signed")) {
                RawMessage message = RawMessage.read(MessageSource.of(bytes(each.get("signed"))));
                var check = verifier.verify(message, dns, SignedCases.SIGNED_AT.plus(Duration.ofDays(30))).get(0);
                assertThat(check.result() == AuthenticationResult.PASS).as("%s: %s", each.get("name"), check)
                    .isEqualTo(each.get("expect").asBoolean());
                if (each.get("name").asText().endsWith("-expired")) {
                    assertThat(verifier.verify(message, dns, SignedCases.SIGNED_AT).get(0).result()).as("a day earlier")
                        .isEqualTo(AuthenticationResult.PASS);
                }
            }
        }
    }

    private static byte[] bytes(JsonNode text) {
        return text.asText().getBytes(StandardCharsets.ISO_8859_1);
    }
}
