// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.analysis.facts.Anomaly;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.InspectionLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.MessageView;
import org.postern.gateway.config.OcrConfiguration;

class PictureTextTest {
    private static final String TESSERACT = "/usr/bin/tesseract";
    /** A slow machine must not decide what is read. */
    private static final AnalysisLimits UNHURRIED = new AnalysisLimits(100, 10, 100, 65_536, 65_536, 65_536, 100, 65_536, 100,
        InspectionLimits.defaults().within(Duration.ofMinutes(2)));

    private static MessageView look(OcrConfiguration configuration) throws IOException {
        byte[] picture;
        try (InputStream in = PictureTextTest.class.getResourceAsStream("text.png")) {
            picture = in.readAllBytes();
        }
        String mail = "From: a@example.com\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: image/png\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n" + Base64.getMimeEncoder().encodeToString(picture) + "\r\n";
        return new MessageAnalyser(List.of(new PictureText(configuration)))
            .analyse(MessageSource.of(mail.getBytes(StandardCharsets.US_ASCII)), UNHURRIED);
    }

    private static OcrConfiguration program(String path, Duration limit) {
        return new OcrConfiguration(true, path, "eng", limit, 2);
    }

    private static Path script(Path directory, String text) {
        try {
            Path file = directory.resolve("reader.sh");
            Files.writeString(file, "#!/bin/sh\n" + text + "\n");
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void textOfAPictureShouldReachTheSpamRulesWithItsLinks() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of(TESSERACT)), "tesseract is not installed (Debian: tesseract-ocr)");
        MessageView view = look(program(TESSERACT, Duration.ofSeconds(30)));

        assertThat(view.texts().stream().map(text -> text.rendered()).collect(Collectors.joining("\n"))).contains("Cheap replica watches");
        assertThat(view.uris()).contains("http://watches.example/now");
        assertThat(view.anomalies()).isEmpty();
    }

    @Test
    void slowFailingAndMissingProgramsShouldBeFactsAndHoldNothingUp(@TempDir Path directory) throws Exception {
        long start = System.nanoTime();
        List<MessageView> views = List.of(
            look(program(script(directory, "sleep 60").toString(), Duration.ofMillis(300))),
            look(program(script(directory, "echo no such language; exit 1").toString(), Duration.ofSeconds(20))),
            look(program("/nowhere/tesseract", Duration.ofSeconds(20))));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(views).allSatisfy(view -> assertThat(view.anomalies()).extracting(Anomaly::kind).containsExactly(PictureText.UNREAD));
        assertThat(views.get(1).anomalies().get(0).detail()).contains("no such language");
    }
}
