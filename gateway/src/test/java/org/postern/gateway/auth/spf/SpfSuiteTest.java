// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** The published test suites of both SPF specifications, whole. */
class SpfSuiteTest {
    private static final String DEFAULT = "DEFAULT";

    private final Spf spf = new Spf("receiver.example", Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));

    @TestFactory
    Stream<DynamicTest> rfc7208SuiteShouldPass() throws IOException {
        return cases("rfc7208-tests.yml").stream();
    }

    @TestFactory
    Stream<DynamicTest> rfc4408SuiteShouldPass() throws IOException {
        return cases("rfc4408-tests.yml").stream();
    }

    @Test
    void suitesShouldBeWhole() throws IOException {
        assertThat(cases("rfc7208-tests.yml")).hasSize(203);
        assertThat(cases("rfc4408-tests.yml")).hasSize(191);
    }

    @SuppressWarnings("unchecked")
    private List<DynamicTest> cases(String file) throws IOException {
        List<DynamicTest> cases = new ArrayList<>();
        try (InputStream in = SpfSuiteTest.class.getResourceAsStream(file)) {
            for (Object document : new Yaml(new LoaderOptions()).loadAll(in)) {
                if (document instanceof Map<?, ?> scenario) {
                    ZoneDns dns = new ZoneDns((Map<String, List<Object>>) scenario.get("zonedata"));
                    ((Map<String, Map<String, Object>>) scenario.get("tests")).forEach((name, test) -> cases.add(
                        DynamicTest.dynamicTest(scenario.get("description") + ": " + name, () -> run(dns, test))));
                }
            }
        }
        return cases;
    }

    private void run(ZoneDns dns, Map<String, Object> test) {
        SpfResult result = spf.mailFrom(dns, text(test, "host"), text(test, "helo"), text(test, "mailfrom"));
        String word = result.result().name().toLowerCase(Locale.ROOT);
        Object expected = test.get("result");
        assertThat(expected instanceof List<?> several ? several : List.of(expected)).as("%s", result).anyMatch(word::equals);
        if (test.containsKey("explanation")) {
            assertThat(result.explanation().orElse(DEFAULT)).isEqualTo(test.get("explanation"));
        }
    }

    private static String text(Map<String, Object> test, String key) {
        return String.valueOf(test.get(key));
    }
}
