// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.arc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.postern.analysis.facts.ArcCheck;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.auth.JsonCases;
import org.postern.gateway.auth.dkim.DkimPolicy;
import org.postern.gateway.auth.dkim.RawMessage;
import org.postern.gateway.dns.Dns;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Chains of seals made by dkimpy 1.1.4, whole and spoilt, with what dkimpy and authheaders 0.15.2 make of them. They are made by
 * {@code build/authentication-cases/arc_cases.py}.
 */
class ArcCasesTest {
    /** A chain that a forwarder sealed as broken: dkimpy says that it has ended, we that it fails. */
    private static final Set<String> ENDED = Set.of("sealed-as-broken", "sealed-after-broken", "status-fail-one", "status-fail-two");

    private final ArcVerifier verifier = new ArcVerifier(DkimPolicy.defaults(), Set.of("two.example.net"));

    @TestFactory
    Stream<DynamicTest> chainsShouldEndAsTheTableSays() throws IOException {
        JsonNode table = table();
        Dns dns = JsonCases.zone(table.get("zone"));
        List<DynamicTest> tests = new ArrayList<>();
        table.get("cases").forEach(each -> tests.add(DynamicTest.dynamicTest(each.get("name").asText(), () -> {
            ArcCheck check = verify(each, dns);
            assertThat(word(check)).as("%s", check).isEqualTo(each.get("expect").asText());
        })));
        return tests.stream();
    }

    @Test
    void dkimpyAndAuthheadersShouldSayTheSameOfEveryChainThatDidNotEnd() throws IOException {
        JsonNode table = table();
        Dns dns = JsonCases.zone(table.get("zone"));
        Set<String> dkimpy = new TreeSet<>();
        Set<String> authheaders = new TreeSet<>();
        for (JsonNode each : table.get("cases")) {
            String ours = word(verify(each, dns));
            if (!ours.equals(each.get("dkimpy").asText())) {
                dkimpy.add(each.get("name").asText());
            }
            if (!ours.equals(each.get("authheaders").asText())) {
                authheaders.add(each.get("name").asText());
            }
        }
        assertThat(table.get("cases").size()).isGreaterThan(350);
        assertThat(dkimpy).isEqualTo(ENDED);
        assertThat(authheaders).isEmpty();
    }

    @Test
    void onlyAWholeChainWhoseNewestSealIsTrustedShouldBeTrusted() throws IOException {
        JsonNode table = table();
        Dns dns = JsonCases.zone(table.get("zone"));

        assertThat(verify(named(table, "whole-plain-2"), dns).trusted()).isTrue();
        assertThat(verify(named(table, "whole-plain-2"), dns).sealers()).isEqualTo("one.example.org,two.example.net");
        assertThat(verify(named(table, "whole-plain-1"), dns).trusted()).isFalse();
        assertThat(verify(named(table, "whole-plain-3"), dns).trusted()).isFalse();
        assertThat(verify(named(table, "appended-plain-2"), dns).trusted()).isFalse();
    }

    @Test
    void keysThatCannotBeFetchedShouldNeverMakeAChainPass() throws IOException {
        JsonNode table = table();
        for (JsonNode each : table.get("cases")) {
            assertThat(verify(each, Dns.silent("nobody answers")).result()).as(each.get("name").asText())
                .isNotEqualTo(AuthenticationResult.PASS);
        }
        assertThat(verify(named(table, "whole-plain-2"), Dns.silent("nobody answers")).result()).isEqualTo(AuthenticationResult.TEMPERROR);
    }

    private ArcCheck verify(JsonNode test, Dns dns) throws IOException {
        return verifier.verify(RawMessage.read(MessageSource.of(test.get("message").asText().getBytes(StandardCharsets.ISO_8859_1))), dns);
    }

    private static String word(ArcCheck check) {
        return check.result().name().toLowerCase(Locale.ROOT);
    }

    private static JsonNode named(JsonNode table, String name) {
        for (JsonNode each : table.get("cases")) {
            if (each.get("name").asText().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("no case " + name);
    }

    private static JsonNode table() throws IOException {
        return JsonCases.table(ArcCasesTest.class, "arc-cases.json.gz");
    }
}
