// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {
    private static final Path SHIPPED = Path.of("../james-conf/samples");

    @TempDir
    Path directory;

    @Test
    void everyShippedSampleShouldHaveContentWithAHeader() throws IOException {
        Samples samples = Samples.read(SHIPPED);

        assertThat(samples.samples()).hasSizeGreaterThanOrEqualTo(24);
        for (Sample sample : samples.samples()) {
            String content = new String(samples.content(sample), StandardCharsets.ISO_8859_1);
            assertThat(content).as(sample.name()).contains("\r\n\r\n", "Message-ID: <").doesNotContain("@{");
        }
    }

    @Test
    void everyMessageFileShouldBeListed() throws IOException {
        Set<String> listed = Samples.read(SHIPPED).samples().stream().map(Sample::message).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(SHIPPED)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".eml")))
                .containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    @Test
    void noFileShouldHoldATestVirus() throws IOException {
        try (Stream<Path> files = Files.list(SHIPPED)) {
            assertThat(files).allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("STANDARD-ANTI"));
        }
    }

    @Test
    void recipientsShouldKeepTheirOrderAndEndings() throws IOException {
        write("""
            relayDomains: [corp.example]
            samples:
              - {name: a, about: x, message: a.eml, from: '',
                 to: {z@corp.example: quarantined spam, b@corp.example: refused 554 at RCPT}}
            """);
        Sample sample = Samples.read(directory).samples().get(0);

        assertThat(sample.recipients()).containsExactly("z@corp.example", "b@corp.example");
        assertThat(sample.expected("z@corp.example")).isEqualTo(new Ending.Quarantined("spam"));
    }

    @Test
    void whatHasNoMeaningShouldBeAnError() throws IOException {
        write("relayDomains: []\nsamples:\n  - {name: a, about: x, message: a.eml, from: '', to: {b@corp.example: eaten}}\n");
        assertThatThrownBy(() -> Samples.read(directory)).isInstanceOf(IOException.class).hasMessageContaining("eaten");

        write("relayDomains: []\nsamples:\n  - {name: a, colour: x, about: x, message: a.eml, from: a, to: {b@corp.example: blocked}}\n");
        assertThatThrownBy(() -> Samples.read(directory)).isInstanceOf(IOException.class).hasMessageContaining("colour");

        write("relayDomains: []\nsamples:\n  - {name: a, about: x, message: none.eml, from: '', to: {b@corp.example: delivered}}\n");
        assertThatThrownBy(() -> Samples.read(directory)).isInstanceOf(IOException.class).hasMessageContaining("none.eml");
    }

    private void write(String list) throws IOException {
        Files.writeString(directory.resolve("samples.yml"), list);
        Files.writeString(directory.resolve("a.eml"), "Subject: x\n\ny\n");
    }
}
