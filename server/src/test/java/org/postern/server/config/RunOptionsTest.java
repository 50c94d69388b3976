// SPDX-License-Identifier: Apache-2.0
package org.postern.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RunOptionsTest {

    @ParameterizedTest
    @MethodSource("cases")
    void optionsShouldBecomeWhatTheTableSays(String line) throws Exception {
        String[] columns = line.split("\\|", 3);
        List<String> arguments = words(columns[0]);
        Map<String, String> environment = words(columns[1]).stream().map(word -> word.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        String expected = columns[2].trim();
        if (expected.startsWith("!")) {
            assertThatThrownBy(() -> RunOptions.parse(arguments, environment))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(expected.substring(1).trim());
            return;
        }
        String[] pair = expected.split(" = ", 2);
        RunOptions options = RunOptions.parse(arguments, environment);
        assertThat(String.valueOf(RunOptions.class.getMethod(pair[0]).invoke(options))).isEqualTo(pair[1]);
    }

    @ParameterizedTest
    @EnumSource(Option.class)
    void helpShouldNameEachOptionItsVariableAndItsDefault(Option option) throws Exception {
        String line = help().lines().filter(text -> text.startsWith("  " + option.flag() + " ")).findFirst().orElseThrow();

        assertThat(line).contains(" " + option.variable() + " ").contains(option.byDefault());
    }

    @Test
    void helpShouldNameNoOptionThatDoesNotExist() throws Exception {
        List<String> flags = Arrays.stream(Option.values()).map(Option::flag).toList();

        assertThat(help().lines().filter(line -> line.startsWith("  --")).map(line -> line.trim().split(" ")[0]))
            .containsExactlyInAnyOrderElementsOf(Stream.concat(flags.stream(), Stream.of("--demo", "--exit", "--help")).toList());
    }

    @Test
    void stockRulesShouldBeADirectoryWithRules(@TempDir Path directory) throws Exception {
        Path debian = Files.createDirectories(directory.resolve("spamassassin-rules"));
        List<String> ask = List.of("--data", directory.toString(), "--stock-rules", "debian");
        assertThatThrownBy(() -> RunOptions.parse(ask, Map.of())).isInstanceOf(UsageException.class).hasMessageContaining("no *.cf files");
        Files.writeString(debian.resolve("10_a.cf"), "");

        assertThat(RunOptions.parse(ask, Map.of()).stockRules()).contains(debian);
        assertThat(RunOptions.parse(List.of("--stock-rules", debian.toString()), Map.of()).stockRules()).contains(debian);
        assertThat(RunOptions.parse(List.of(), Map.of()).stockRules()).isEmpty();
        assertThatThrownBy(() -> RunOptions.parse(List.of("--stock-rules", directory + "/none"), Map.of()))
            .isInstanceOf(UsageException.class).hasMessageContaining("cannot be read");
    }

    static Stream<String> cases() throws IOException {
        return text("options.txt").lines().filter(line -> !line.startsWith("#"));
    }

    private static List<String> words(String column) {
        return Arrays.stream(column.trim().split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    private static String help() throws IOException {
        return text("/org/postern/server/help.txt");
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = RunOptionsTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
