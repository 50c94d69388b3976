// SPDX-License-Identifier: Apache-2.0
package org.postern.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.postern.integration.launch.Ports;
import org.postern.integration.launch.Postern;
import org.postern.integration.launch.RunProcess;
import org.postern.integration.launch.SharedPostern;

class WrongUseTest {
    private static final int USAGE = 2;
    private static final int FAILED = 1;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/wrong-options.csv", numLinesToSkip = 1)
    void anOptionThatMakesNoSenseShouldEndWithStatusTwoAndNameItself(String options, String told) throws Exception {
        List<String> words = new ArrayList<>(List.of(options.split(" ")));
        try (RunProcess run = start(Map.of(), words)) {
            assertThat(run.awaitExit(LIMIT)).as(run.output()).isEqualTo(USAGE);
            assertThat(run.output()).contains(told);
        }
    }

    @Test
    void aPortInUseShouldBeNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
             RunProcess run = start(Map.of("POSTERN_SMTP_PORT", "" + taken.getLocalPort()), data())) {
            assertThat(run.awaitExit(LIMIT)).isNotZero();
            assertThat(run.output()).contains("" + taken.getLocalPort()).containsIgnoringCase("in use");
        }
    }

    @Test
    @ExtendWith(SharedPostern.class)
    void aDataDirectoryInUseShouldBeNamed(Postern postern) throws Exception {
        try (RunProcess run = start(Map.of(), List.of("--data", postern.data().toString()))) {
            assertThat(run.awaitExit(LIMIT)).isNotZero();
            assertThat(run.output()).contains(postern.data().toString(), "in use by process");
        }
    }

    @Test
    void allWrongSettingsShouldBeToldBeforeAnythingIsStarted() throws Exception {
        Path conf = Files.createDirectories(directory.resolve("data").resolve("conf"));
        Files.writeString(conf.resolve("postern.properties"), "greylist.delay=soon\nfilter.dedline=5s\nfilter.mode=after-queue\n");
        try (RunProcess run = start(Map.of(), wanted())) {
            assertThat(run.awaitExit(LIMIT)).as(run.output()).isEqualTo(FAILED);
            assertThat(run.output()).contains("greylist.delay = 'soon'", "'filter.dedline'", "filter.deadline");
        }
        assertThat(directory.resolve("data").resolve("cassandra")).doesNotExist();
    }

    /** Options for a server that could run. */
    private List<String> wanted() {
        Ports ports = Ports.free();
        List<String> options = new ArrayList<>(data());
        options.addAll(List.of("--smtp-port", "" + ports.smtp(), "--trusted-smtp-port", "" + ports.trustedSmtp(),
            "--imap-port", "" + ports.imap(), "--http-port", "" + ports.http()));
        return options;
    }

    private List<String> data() {
        return List.of("--data", directory.resolve("data").toString());
    }

    private RunProcess start(Map<String, String> environment, List<String> options) throws Exception {
        return RunProcess.start(directory.resolve("out"), environment, options);
    }
}
