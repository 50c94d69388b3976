// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import org.postern.gateway.auth.spf.Spf;
import org.postern.gateway.auth.spf.SpfResult;
import org.postern.gateway.dns.Dns;
import org.postern.gateway.dns.DnsAnswer;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** Counts how many cases of the published test suites of SPF come out as they must. */
final class SpfSuite {
    private static final Path FOLDER = Path.of("gateway", "src", "test", "resources", "org", "postern", "gateway", "auth", "spf");
    private static final int MOST_ALIASES = 10;

    private int passed;
    private int total;

    private SpfSuite() {
    }

    /** Both suites, that of RFC 7208 and that of RFC 4408. */
    static SpfSuite run() throws IOException {
        SpfSuite suite = new SpfSuite();
        for (String file : List.of("rfc7208-tests.yml", "rfc4408-tests.yml")) {
            try (InputStream in = Files.newInputStream(FOLDER.resolve(file))) {
                for (Object document : new Yaml(new LoaderOptions()).loadAll(in)) {
                    if (document instanceof Map<?, ?> scenario) {
                        suite.scenario(scenario);
                    }
                }
            }
        }
        return suite;
    }

    int passed() {
        return passed;
    }

    int total() {
        return total;
    }

    private void scenario(Map<?, ?> scenario) {
        Spf spf = new Spf("receiver.example", Clock.systemUTC());
        Map<String, List<?>> zone = new TreeMap<>();
        ((Map<?, ?>) scenario.get("zonedata")).forEach((name, records) ->
            zone.put(String.valueOf(name).toLowerCase(Locale.ROOT), (List<?>) records));
        Dns dns = question -> CompletableFuture.completedFuture(answer(zone, question.name(), question.type().name(), 0));
        for (Object each : ((Map<?, ?>) scenario.get("tests")).values()) {
            Map<?, ?> test = (Map<?, ?>) each;
            SpfResult result = spf.mailFrom(dns, text(test, "host"), text(test, "helo"), text(test, "mailfrom"));
            Object expected = test.get("result");
            total++;
            passed += (expected instanceof List<?> several ? several : List.of(expected))
                .contains(result.result().name().toLowerCase(Locale.ROOT)) ? 1 : 0;
        }
    }

    private static String text(Map<?, ?> test, String key) {
        return String.valueOf(test.get(key));
    }

    /** As the suites' own driver reads their zones: SPF records stand for TXT unless TXT is given. */
    private static DnsAnswer answer(Map<String, List<?>> zone, String name, String type, int aliases) {
        List<?> records = zone.get(name.toLowerCase(Locale.ROOT));
        if (records == null) {
            return name.startsWith("error.") ? new DnsAnswer.TimedOut("suite") : new DnsAnswer.NoSuchName();
        }
        if (aliases > MOST_ALIASES) {
            return new DnsAnswer.ServerFailure("circle");
        }
        boolean ownText = records.stream().anyMatch(each -> each instanceof Map<?, ?> map && map.containsKey("TXT"));
        List<Object> values = new ArrayList<>();
        for (Object each : records) {
            if (each instanceof Map<?, ?> map) {
                for (Map.Entry<?, ?> record : map.entrySet()) {
                    String kind = String.valueOf(record.getKey());
                    boolean wanted = kind.equals(type) || kind.equals("SPF") && type.equals("TXT") && !ownText;
                    if (kind.equals("CNAME") && !type.equals("CNAME")) {
                        return answer(zone, String.valueOf(record.getValue()), type, aliases + 1);
                    }
                    if (wanted && "TIMEOUT".equals(record.getValue())) {
                        return new DnsAnswer.TimedOut("suite");
                    }
                    if (wanted && !"NONE".equals(record.getValue())) {
                        values.add(record.getValue());
                    }
                }
            }
        }
        if (values.isEmpty()) {
            return records.contains("TIMEOUT") ? new DnsAnswer.TimedOut("suite") : new DnsAnswer.NoData();
        }
        if (type.equals("MX")) {
            values.sort(Comparator.comparingInt(each -> (Integer) ((List<?>) each).get(0)));
        }
        return new DnsAnswer.Found(values.stream().map(each -> value(each, type)).toList());
    }

    private static String value(Object value, String type) {
        if (value instanceof List<?> list) {
            return type.equals("MX") ? String.valueOf(list.get(1)).toLowerCase(Locale.ROOT)
                : String.join("", list.stream().map(String::valueOf).toList());
        }
        return type.equals("PTR") ? String.valueOf(value).toLowerCase(Locale.ROOT) : String.valueOf(value);
    }
}
