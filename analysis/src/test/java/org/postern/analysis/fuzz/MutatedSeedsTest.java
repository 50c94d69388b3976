// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.analysis.archive.ArchiveInspector;
import org.postern.analysis.archive.ExternalUnpacker;
import org.postern.analysis.document.DocumentInspectors;
import org.postern.analysis.facts.Anomaly;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.MessageView;

/** A short look, in every test run, at what the fuzzer does for longer: each seed as it is, and damaged in ways that its number fixes. */
class MutatedSeedsTest {
    private static final Path SEEDS = Path.of("src", "test", "resources", "org", "postern", "analysis", "fuzz");
    private static final int MUTANTS = 60;
    /** What stands before the seeds of each directory to make messages of them. */
    private static final Map<String, String> HEADERS = Map.of("message", "", "header", "MIME-Version: 1.0\r\n",
        "archive", "Content-Transfer-Encoding: binary\r\nContent-Type: a/b\r\n\r\n",
        "document", "Content-Transfer-Encoding: binary\r\nContent-Type: a/b\r\n\r\n",
        "html", "Content-Transfer-Encoding: binary\r\nContent-Type: text/html\r\n\r\n");
    /** Ends a header and is a body, for the seeds that are headers; nothing to the others. */
    private static final byte[] END = "\r\n\r\nQnV5IG5vdw==\r\n--b\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final MessageAnalyser ANALYSER = new MessageAnalyser(Stream.concat(
        Stream.of(new ArchiveInspector(ExternalUnpacker.none())), DocumentInspectors.all().stream()).toList());

    static Stream<Path> seeds() throws IOException {
        return Files.walk(SEEDS).filter(Files::isRegularFile).sorted();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void seedAndItsMutantsShouldBeReadWithoutAFaultOfTheReader(Path seed) throws IOException {
        byte[] bytes = Files.readAllBytes(seed);
        String header = HEADERS.get(seed.getParent().getFileName().toString());
        check(bytes, header);
        Random random = new Random(seed.getFileName().toString().hashCode());
        for (int i = 0; i < MUTANTS; i++) {
            check(mutant(bytes, random), header);
        }
    }

    private static byte[] mutant(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        for (int i = random.nextInt(8); i >= 0 && bytes.length > 1; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
                default -> {
                    int length = Math.min(random.nextInt(16), bytes.length - at);
                    System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), bytes, at, length);
                }
            }
        }
        return bytes;
    }

    private static void check(byte[] bytes, String header) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        message.writeBytes(bytes);
        message.writeBytes(END);
        MessageView view = ANALYSER.analyse(MessageSource.of(message.toByteArray()), AnalysisLimits.defaults());
        assertThat(view.anomalies()).extracting(Anomaly::kind).doesNotContain("inspection.failed");
        assertThat(view.anomalies()).extracting(Anomaly::detail).noneMatch(detail -> detail.startsWith("the parser failed"));
    }
}
