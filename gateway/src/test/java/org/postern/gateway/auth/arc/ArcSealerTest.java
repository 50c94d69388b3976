// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.arc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.auth.JsonCases;
import org.postern.gateway.auth.MapDns;
import org.postern.gateway.auth.dkim.DkimPolicy;
import org.postern.gateway.auth.dkim.PrivateKeyFile;
import org.postern.gateway.auth.dkim.RawMessage;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Messages that are sent on, with the seals that dkimpy 1.1.4 has found good. {@code build/authentication-cases/seal_cases.py} makes them
 * anew after a change of the sealer.
 */
class ArcSealerTest {
    private JsonNode table;
    private MapDns dns;
    private Path key;

    @BeforeEach
    void read(@TempDir Path folder) throws IOException {
        table = JsonCases.table(ArcSealerTest.class, "seal-cases.json.gz");
        dns = JsonCases.zone(table.get("zone"));
        key = Files.writeString(folder.resolve("key.pem"), table.get("key").asText());
    }

    @TestFactory
    Stream<DynamicTest> sealsShouldBeThoseThatDkimpyHasJudged(@TempDir Path folder) throws IOException {
        read(folder);
        SealedCases cases = new SealedCases(key);
        List<DynamicTest> tests = new ArrayList<>();
        table.get("cases").forEach(each -> tests.add(DynamicTest.dynamicTest(each.get("name").asText(), () -> {
            String sealed = new String(cases.seal(bytes(each.get("message"))), StandardCharsets.ISO_8859_1);
            assertThat(sealed).as("run seal_cases.py again").isEqualTo(each.get("sealed").asText());
            assertThat(each.get("dkimpy").asText()).isEqualTo(each.get("expect").asText());
        })));
        return tests.stream();
    }

    @Test
    void ownSealsShouldPassTheOwnCheck() throws IOException {
        ArcVerifier verifier = new ArcVerifier(DkimPolicy.defaults(), Set.of("gateway.example.org"));
        int passed = 0;
        for (JsonNode each : table.get("cases")) {
            if (each.get("expect").asText().equals("pass")) {
                var check = verifier.verify(RawMessage.read(MessageSource.of(bytes(each.get("sealed")))), dns);
                assertThat(check.result()).as("%s %s", each.get("name"), check).isEqualTo(AuthenticationResult.PASS);
                assertThat(check.trusted()).isTrue();
                passed++;
            }
        }
        assertThat(passed).isGreaterThan(10);
    }

    @Test
    void mailThatWasNotCheckedOrWhoseChainIsUnknownShouldStayAsItIs() throws IOException {
        SealedCases cases = new SealedCases(key);
        for (JsonNode each : table.get("cases")) {
            if (each.get("expect").asText().equals("unsealed")) {
                assertThat(cases.seal(bytes(each.get("message")))).as(each.get("name").asText()).isEqualTo(bytes(each.get("message")));
            }
        }
    }

    @Test
    void filesWithoutARsaKeyShouldBeRefusedInPlainWords(@TempDir Path folder) throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing\n");

        assertThatThrownBy(() -> PrivateKeyFile.read(empty)).isInstanceOf(IOException.class).hasMessageContaining("holds no RSA key");
    }

    private static byte[] bytes(JsonNode text) {
        return text.asText().getBytes(StandardCharsets.ISO_8859_1);
    }
}
