// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.spam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.spam.SpamOutcome;

/** The protocols against the real programs, where they are installed. */
class RealEnginesTest {
    private static final Path SPAMD = Path.of("/usr/sbin/spamd");
    private static final Path RSPAMD = Path.of("/usr/bin/rspamd");

    @TempDir
    Path directory;

    private Process process;

    @AfterEach
    void stop() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void start(List<String> command) throws IOException {
        process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(directory.resolve("log").toFile()).start();
    }

    private static void awaitAnswer(SpamCheck check) {
        Awaitility.await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(500))
            .until(() -> SpamQuestion.ask(check, SpamQuestion.HAM).unknown().isEmpty());
    }

    @Test
    void spamdShouldTellTheTestStringFromOrdinaryMail() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(SPAMD), "spamd is not installed");
        int port = freePort();
        start(List.of(SPAMD.toString(), "-L", "-x", "--listen=127.0.0.1:" + port, "--max-children=1", "--min-children=1",
            "--pidfile=" + directory.resolve("pid")));
        try (SpamdCheck check = new SpamdCheck(SpamQuestion.configuration(Map.of("spam.spamd.port", String.valueOf(port))))) {
            awaitAnswer(check);
            SpamOutcome ham = SpamQuestion.ask(check, SpamQuestion.HAM);
            SpamOutcome spam = SpamQuestion.ask(check, SpamQuestion.GTUBE);
            assertThat(ham.analysis().score()).isLessThan(5);
            assertThat(spam.analysis().score()).isGreaterThan(900);
            assertThat(spam.analysis().hits()).extracting(SpamHit::rule).first().isEqualTo("GTUBE");
            assertThat(spam.analysis().hits().stream().mapToDouble(SpamHit::score).sum()).isBetween(
                spam.analysis().score() - 1, spam.analysis().score() + 1);
        }
    }

    @Test
    void rspamdShouldTellTheTestStringFromOrdinaryMail() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(RSPAMD), "rspamd is not installed");
        int port = freePort();
        Path open = Files.createDirectory(directory.resolve("state"), PosixFilePermissions.asFileAttribute(
            PosixFilePermissions.fromString("rwxrwxrwx")));
        Files.writeString(directory.resolve("rspamd.conf"), """
            options { pidfile = "%1$s/pid"; url_tld = "/usr/share/rspamd/effective_tld_names.dat"; temp_dir = "%1$s";
                dns { nameserver = "127.0.0.1:9"; timeout = 0.1s; retransmits = 1; } }
            logging { type = "console"; level = "error"; }
            worker "normal" { bind_socket = "127.0.0.1:%2$d"; count = 1; task_timeout = 10s; }
            .include "/etc/rspamd/modules.conf"
            actions { reject = 15; "add header" = 6; }
            """.formatted(open, port));
        start(List.of(RSPAMD.toString(), "--no-fork", "--insecure", "--config=" + directory.resolve("rspamd.conf")));
        RspamdCheck check = new RspamdCheck(SpamQuestion.configuration(Map.of("spam.rspamd.url", "http://127.0.0.1:" + port)));
        awaitAnswer(check);
        SpamOutcome spam = SpamQuestion.ask(check, SpamQuestion.GTUBE);
        assertThat(spam.unknown()).isEmpty();
        assertThat(spam.analysis().score()).isGreaterThanOrEqualTo(15);
        assertThat(spam.analysis().hits()).extracting(SpamHit::rule).contains("GTUBE");
        assertThat(SpamQuestion.ask(check, SpamQuestion.HAM).analysis().hits()).extracting(SpamHit::rule).doesNotContain("GTUBE");
    }
}
