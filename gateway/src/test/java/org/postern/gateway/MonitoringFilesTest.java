// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.gateway.tracking.EventType;

import com.fasterxml.jackson.databind.ObjectMapper;

/** A dashboard or alert about a metric that nobody makes shows nothing, and nobody notices. */
class MonitoringFilesTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(postern\\.[^`]+)`");
    private static final Pattern NAMED = Pattern.compile("postern_[a-z_.+]*[a-z]");

    @ParameterizedTest
    @ValueSource(strings = {"grafana-dashboard.json", "prometheus-alerts.yml"})
    void everyMetricOfAMonitoringFileShouldExist(String name) throws Exception {
        String file = Files.readString(Path.of("../docker/monitoring").resolve(name));
        if (name.endsWith(".json")) {
            new ObjectMapper().readTree(file);
        }
        List<Pattern> metrics = ROW.matcher(Files.readString(Path.of("../docs/reference/metrics.md"))).results()
            .map((MatchResult row) -> Pattern.compile(exported(row.group(1)))).toList();
        Set<String> named = NAMED.matcher(file).results().map(MatchResult::group).collect(Collectors.toSet());

        assertThat(named).hasSizeGreaterThan(5).allSatisfy(metric -> assertThat(metrics).as(metric)
            .anySatisfy(known -> assertThat(metric.replace(".+", "x")).matches(known)));
    }

    /** As James's route writes the name; an event's kind is one of those that are recorded, a check's or engine's is any. */
    private static String exported(String metric) {
        String events = java.util.Arrays.stream(EventType.values()).map(type -> type.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining("|", "(", ")"));
        return metric.replace('.', '_').replace('-', '_').replace("{event}", events).replaceAll("\\{[a-z]+\\}", "[a-z_]+");
    }
}
