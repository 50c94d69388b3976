// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.config.ScanCommandConfiguration;
import org.postern.gateway.scan.EngineAnswer;
import org.postern.gateway.scan.EngineVersion;

class CommandScannerTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    @TempDir
    Path directory;

    private static MessageSource text(String text) {
        return MessageSource.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    private Path program(String script) throws IOException {
        Path file = Files.createTempFile(directory, "program", ".sh");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }

    private ScanCommandConfiguration configuration(List<String> line, Duration limit, String pattern) throws IOException {
        return new ScanCommandConfiguration(line, List.of(), limit, 2, 1_000_000, Pattern.compile(pattern),
            Files.createDirectories(directory.resolve("files")));
    }

    private EngineAnswer scan(String script, String content) throws IOException {
        return new CommandScanner(configuration(List.of(program(script).toString()), LONG, "(.+)")).scan(text(content), LONG);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvFileSource(resources = "answers.csv", delimiter = '|', ignoreLeadingAndTrailingWhitespace = true)
    void endOfTheProgramShouldBeReadAsInTheTable(String script, String expected, String detail) throws Exception {
        EngineAnswer answer = scan(script, "content");

        assertThat(answer.getClass().getSimpleName()).isEqualTo(expected);
        assertThat(answer.toString()).contains(detail);
    }

    @Test
    void programShouldReadTheContentFromTheFileAndTheFileShouldGoAfterwards() throws Exception {
        assertThat(scan("grep -q EVIL \"$1\" && { echo Evil.Thing; exit 1; }; exit 0", "some EVIL content"))
            .isEqualTo(new EngineAnswer.Found(List.of("Evil.Thing")));
        assertThat(scan("grep -q EVIL \"$1\" && exit 1; exit 0", "some good content")).isEqualTo(new EngineAnswer.Clean());
        assertThat(files()).isEmpty();
    }

    @Test
    void fileShouldBeReadableByItsOwnerAlone() throws Exception {
        assertThat(scan("stat -c %a \"$1\"; exit 1", "x")).isEqualTo(new EngineAnswer.Found(List.of("600")));
    }

    @Test
    void fileShouldStandWhereTheLineWantsItAndNamesBeFoundByThePattern() throws Exception {
        Path program = program("[ \"$2\" = --last ] && echo \"$1: Win.Test FOUND\" && echo Infected: 1 && exit 1; exit 9");
        CommandScanner scanner = new CommandScanner(
            configuration(List.of(program.toString(), "{file}", "--last"), LONG, ": (.+) FOUND$"));

        assertThat(scanner.scan(text("x"), LONG)).isEqualTo(new EngineAnswer.Found(List.of("Win.Test")));
    }

    @Test
    void programShouldSeeNothingOfOurEnvironment() throws Exception {
        assertThat(scan("env | cut -d= -f1 | grep -v -e '^PWD$' -e '^_$' -e '^SHLVL$' -e '^OLDPWD$' | sort; exit 1", "x"))
            .isEqualTo(new EngineAnswer.Found(List.of("LC_ALL", "PATH", "POSTERN_SCAN")));
    }

    @Test
    void lateProgramShouldBeKilledWithAllItStarted() throws Exception {
        Path marker = directory.resolve("pid");
        Path program = program("sleep 600 & echo $! > " + marker + "; wait");
        CommandScanner scanner = new CommandScanner(configuration(List.of(program.toString()), Duration.ofSeconds(1), "(.+)"));
        long start = System.nanoTime();

        EngineAnswer answer = scanner.scan(text("x"), LONG);

        assertThat(answer.toString()).contains("did not end within the limit of 1000 ms and was killed");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        long child = Long.parseLong(Files.readString(marker).strip());
        await().atMost(LONG).until(() -> ProcessHandle.of(child).map(handle -> !handle.isAlive()).orElse(true));
        assertThat(files()).isEmpty();
    }

    @Test
    void limitOfTheScanShouldHoldWhenItIsShorter() throws Exception {
        CommandScanner scanner = new CommandScanner(configuration(List.of(program("sleep 600").toString()), LONG, "(.+)"));
        long start = System.nanoTime();

        assertThat(scanner.scan(text("x"), Duration.ofMillis(300))).isInstanceOf(EngineAnswer.Unknown.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void noMoreThanTheAllowedNumberShouldRunAtOnce() throws Exception {
        Path running = Files.createDirectories(directory.resolve("running"));
        Path program = program("mkdir " + running + "/$$; ls " + running + " | wc -l; sleep 0.1; rmdir " + running + "/$$; exit 1");
        CommandScanner scanner = new CommandScanner(configuration(List.of(program.toString()), LONG, "(.+)"));

        List<EngineAnswer> answers = IntStream.range(0, 8).parallel().mapToObj(i -> scanner.scan(text("x"), LONG)).toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer).isInstanceOfSatisfying(EngineAnswer.Found.class,
            found -> assertThat(Integer.parseInt(found.names().get(0))).isBetween(1, 2)));
    }

    @Test
    void programThatIsNotThereAndContentThatIsTooLargeShouldBeUnknown() throws Exception {
        CommandScanner missing = new CommandScanner(configuration(List.of("/nowhere/scanner"), LONG, "(.+)"));
        assertThat(missing.scan(text("x"), LONG)).isInstanceOfSatisfying(EngineAnswer.Unknown.class,
            unknown -> assertThat(unknown.reason()).contains("/nowhere/scanner"));
        assertThat(scan("exit 0", "x".repeat(1_000_001))).isInstanceOfSatisfying(EngineAnswer.Unknown.class, unknown -> {
            assertThat(unknown.reason()).contains("scan-command.max-size-mb");
            assertThat(unknown.lasting()).isTrue();
        });
    }

    @Test
    void versionShouldBeWhatTheOtherProgramTells() throws Exception {
        String line = program("exit 0").toString();
        String version = program("echo 'Scanner 5.1'; echo 'signatures 2026-11-22.3 2026-11-22T01:02:03Z'").toString();
        ScanCommandConfiguration base = configuration(List.of(line), LONG, "(.+)");

        assertThat(new CommandScanner(base).version(LONG)).isEqualTo(EngineVersion.of(line));
        assertThat(new CommandScanner(new ScanCommandConfiguration(base.line(), List.of(version), LONG, 1, 1000, base.namePattern(),
            base.directory())).version(LONG)).isEqualTo(new EngineVersion("Scanner 5.1", Optional.of("2026-11-22.3"),
            Optional.of(Instant.parse("2026-11-22T01:02:03Z"))));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("files"))) {
            return files.toList();
        }
    }
}
