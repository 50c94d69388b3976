// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Holds the reference table to the metrics that this module makes. */
class MetricsReferenceTest {
    private static final Pattern MADE = Pattern.compile(
        "(?:generate|timer|decorateSupplierWithTimerMetric)\\(\\s*\"(postern\\.[a-z.-]+)\"|\"(postern\\.[a-z.]+\\{[a-z]+}[a-z.-]+)\"");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    @Test
    void everyMetricShouldHaveItsRowAndEveryRowItsMetric() throws Exception {
        String table = Files.readString(Path.of("../docs/reference/metrics.md"));
        int start = table.indexOf("## gateway");
        int end = table.indexOf("\n## ", start + 1);
        List<String> rows = ROW.matcher(end < 0 ? table.substring(start) : table.substring(start, end)).results()
            .map((MatchResult row) -> row.group(1)).toList();

        assertThat(rows).isSorted().containsExactlyInAnyOrderElementsOf(made());
    }

    private static Set<String> made() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            sources.filter(file -> file.toString().endsWith(".java"))
                .forEach(file -> MADE.matcher(read(file)).results()
                    .forEach(made -> names.add(made.group(1) == null ? made.group(2) : made.group(1))));
        }
        return names;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
