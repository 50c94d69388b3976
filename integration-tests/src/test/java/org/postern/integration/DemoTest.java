// SPDX-License-Identifier: Apache-2.0
package org.postern.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.integration.launch.Ports;
import org.postern.integration.launch.RunProcess;

class DemoTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    @Test
    void everySampleShouldEndAsItsFileSays() throws Exception {
        Ports ports = Ports.free();
        try (RunProcess run = RunProcess.start(directory.resolve("out"), Map.of(), List.of("--demo", "--exit",
            "--data", directory.resolve("data").toString(), "--smtp-port", "" + ports.smtp(),
            "--trusted-smtp-port", "" + ports.trustedSmtp(), "--imap-port", "" + ports.imap(), "--http-port", "" + ports.http()))) {
            assertThat(run.awaitExit(LIMIT)).as(run.output()).isZero();
            assertThat(run.output()).contains("eicar-zip-in-zip", " 0 did not").doesNotContain("!!");
        }
    }
}
