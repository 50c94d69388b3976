// SPDX-License-Identifier: Apache-2.0
package org.postern.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * Keeps the reference tables whole: whatever an administrator can meet by name has a row.
 */
class ReferenceTablesTest {
    private static final Path TOP = Path.of("").toAbsolutePath().getParent();
    private static final Pattern HEADER = Pattern.compile("\"(X-[A-Z][A-Za-z-]*[A-Za-z])\"");
    private static final Pattern VARIABLE = Pattern.compile("\\b(POSTERN_[A-Z_]*[A-Z])\\b");
    private static final Pattern PROPERTY = Pattern.compile("\\b(postern\\.[a-z.]*[a-z])\\b");

    @Test
    void everyHeaderFieldShouldHaveARow() throws IOException {
        // Spam tests look for the fields of everybody else's programs, and benchmarks make such mail.
        Set<String> named = find(HEADER, mainSources().filter(source -> !source.toString().contains("/analysis/spam/")
            && !source.startsWith(TOP.resolve("benchmarks"))));
        assertThat(named).isNotEmpty();
        assertThat(rows("docs/reference/headers.md")).containsAll(named);
    }

    @Test
    void everyEnvironmentVariableShouldBeExplained() throws IOException {
        Set<String> named = find(VARIABLE, Stream.concat(mainSources(), Stream.of(TOP.resolve("run"), TOP.resolve("test"))));
        assertThat(named).contains("POSTERN_DATA");
        assertThat(find(VARIABLE, Stream.of(TOP.resolve("docs/reference/configuration.md")))).containsAll(named);
    }

    @Test
    void everySystemPropertyOfTheSampleConfigurationShouldBeExplained() throws IOException {
        Pattern use = Pattern.compile("\\$\\{sys:(postern\\.[a-z.]*[a-z])\\}");
        try (Stream<Path> files = Files.walk(TOP.resolve("james-conf"))) {
            Set<String> named = find(use, files.filter(Files::isRegularFile).filter(file -> !file.toString().endsWith(".eml")));
            assertThat(named).contains("postern.smtp.port");
            assertThat(find(PROPERTY, Stream.of(TOP.resolve("docs/reference/configuration.md")))).containsAll(named);
        }
    }

    private static Stream<Path> mainSources() throws IOException {
        try (Stream<Path> files = Files.walk(TOP)) {
            List<Path> sources = files.filter(file -> file.toString().contains("/src/main/java/")
                && file.toString().endsWith(".java")).collect(Collectors.toList());
            return sources.stream();
        }
    }

    private static Set<String> find(Pattern pattern, Stream<Path> files) {
        Set<String> found = new TreeSet<>();
        files.forEach(file -> {
            try {
                pattern.matcher(Files.readString(file)).results().forEach(match -> found.add(match.group(1)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return found;
    }

    /** First cells of the table's rows, without the back ticks. */
    private static Set<String> rows(String table) throws IOException {
        try (Stream<String> lines = Files.lines(TOP.resolve(table))) {
            return lines.filter(line -> line.startsWith("| `")).map(line -> line.split("`")[1])
                .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
