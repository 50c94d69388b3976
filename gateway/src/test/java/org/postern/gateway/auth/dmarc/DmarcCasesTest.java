// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.DkimCheck;
import org.postern.analysis.facts.DmarcCheck;
import org.postern.analysis.facts.SpfCheck;
import org.postern.gateway.auth.JsonCases;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Six hundred cases drawn at random, with what authheaders 0.15.2 and opendmarc 1.4.2 make of them. They are made by
 * {@code build/authentication-cases/dmarc_cases.py}; the differences are explained in {@code docs/authentication.md}.
 */
class DmarcCasesTest {
    private record Judged(JsonNode test, DmarcCheck check) {
    }

    private final List<Judged> all = new ArrayList<>();

    @BeforeEach
    void judge() throws IOException {
        Dmarc dmarc = new Dmarc(Dmarc.Discovery.PUBLIC_SUFFIX);
        for (JsonNode test : JsonCases.table(DmarcCasesTest.class, "dmarc-cases.json.gz").get("cases")) {
            SpfCheck spf = new SpfCheck(result(test.get("spf").get(0)), test.get("spf").get(1).asText(), "", "");
            List<DkimCheck> dkim = new ArrayList<>();
            test.get("dkim").forEach(each -> dkim.add(new DkimCheck(result(each.get(0)), each.get(1).asText(), "s", "rsa-sha256",
                "@" + each.get(1).asText(), "")));
            all.add(new Judged(test, dmarc.check(List.of(test.get("from").asText()), spf, dkim, JsonCases.zone(test.get("zone")), 0)));
        }
    }

    @Test
    void resultsShouldBeThoseOfAuthheadersExceptForPoliciesThatCannotBeUsed() {
        List<Judged> differing = all.stream().filter(each -> !word(each.check()).equals(each.test().get("authheaders").asText())).toList();

        assertThat(differing).allMatch(DmarcCasesTest::hasUnusablePolicy);
        assertThat(all.stream().filter(Predicate.not(DmarcCasesTest::hasUnusablePolicy))).hasSizeGreaterThan(400);
    }

    @Test
    void policiesShouldBeThoseOfAuthheadersExceptWhereItTakesThatForSubdomainsForTheDomainItself() {
        Stream<Judged> differing = all.stream().filter(each -> each.check().result() == AuthenticationResult.FAIL)
            .filter(Predicate.not(DmarcCasesTest::hasUnusablePolicy))
            .filter(each -> !each.check().policy().equals(each.test().get("authheadersPolicy").asText()));

        assertThat(differing).isNotEmpty().allMatch(each ->
            each.test().get("zone").path("_dmarc." + each.test().get("from").asText()).asText().contains("sp"));
    }

    @Test
    void everythingShouldBeAsOpendmarcSaysExceptForItsKnownFaults() {
        List<Judged> differing = all.stream().filter(each -> !opendmarcWord(each.check()).equals(each.test().get("opendmarc").asText()))
            .toList();

        assertThat(differing.stream().filter(each -> !hasUnusablePolicy(each) && !byText(each) && !hidden(each)
            && !from(each).endsWith("kawasaki.jp"))).isEmpty();
        assertThat(all.stream().filter(each -> !differing.contains(each))).hasSizeGreaterThan(400);
    }

    @Test
    void noMessageShouldPassThatBothOthersRefuse() {
        List<Judged> passed = all.stream().filter(each -> each.check().result() == AuthenticationResult.PASS)
            .filter(Predicate.not(DmarcCasesTest::hasUnusablePolicy)).toList();

        assertThat(passed).hasSizeGreaterThan(100);
        assertThat(passed.stream().filter(each -> !each.test().get("authheaders").asText().equals("pass")
            && !each.test().get("opendmarc").asText().equals("pass"))).isEmpty();
    }

    /** Programs differ in what they still read into a record that breaks the rules. */
    private static boolean hasUnusablePolicy(Judged each) {
        for (JsonNode text : each.test().get("zone")) {
            if (!text.asText().matches("(?i)v=DMARC1 ?; ?p ?= ?(?:none|quarantine|reject)(?: ?;.*)?") || text.asText().contains("maybe")) {
                return true;
            }
        }
        return false;
    }

    /** For opendmarc n.com is a part of n13.com, and com of everything, because it compares the beginnings of reversed names. */
    private static boolean byText(Judged each) {
        String from = reversed(from(each));
        List<String> passed = new ArrayList<>();
        if (each.test().get("spf").get(0).asText().equals("pass")) {
            passed.add(each.test().get("spf").get(1).asText());
        }
        each.test().get("dkim").forEach(signature -> {
            if (signature.get(0).asText().equals("pass")) {
                passed.add(signature.get(1).asText());
            }
        });
        return each.test().get("opendmarc").asText().equals("pass") && passed.stream().anyMatch(name -> from.startsWith(reversed(name)));
    }

    /** For opendmarc a signature of the domain that fails counts more than another that passes. */
    private static boolean hidden(Judged each) {
        List<String> results = new ArrayList<>();
        each.test().get("dkim").forEach(signature -> results.add(signature.get(0).asText()));
        return each.check().dkimAligned() && results.contains("fail");
    }

    private static String from(Judged each) {
        return each.test().get("from").asText();
    }

    private static String reversed(String name) {
        List<String> labels = new ArrayList<>(List.of(name.split("\\.")));
        Collections.reverse(labels);
        return String.join(".", labels);
    }

    private static String word(DmarcCheck check) {
        return check.result().name().toLowerCase(Locale.ROOT);
    }

    private static String opendmarcWord(DmarcCheck check) {
        return check.result() != AuthenticationResult.FAIL ? word(check) : check.policy().equals("none") ? "nothing" : check.policy();
    }

    private static AuthenticationResult result(JsonNode word) {
        return AuthenticationResult.valueOf(word.asText().toUpperCase(Locale.ROOT));
    }
}
