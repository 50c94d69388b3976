// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.analysis.archive.ArchiveInspector;
import org.postern.analysis.archive.ExternalUnpacker;
import org.postern.analysis.facts.PartFact;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.InspectionLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.MessageView;

/** Archives of formats that only the installed unpacker reads, made by the programs that people make them with. */
class ForeignArchivesTest {
    private static final InspectionLimits WIDE = InspectionLimits.defaults();
    private final ProcessUnpacker bsdtar = new ProcessUnpacker("bsdtar");

    @AfterEach
    void close() {
        bsdtar.close();
    }

    @ParameterizedTest
    @CsvSource({"plain.cab, notes/readme.txt", "mszip.cab, readme.txt", "lh5.lzh, notes/readme.txt", "joliet.iso.gz, readme.txt",
        "plain.xar, notes/readme.txt"})
    void membersShouldBeNamedTypedAndGivenToTheEngines(String sample, String text) throws IOException {
        MessageView view = analyse(bsdtar, sample(sample), WIDE.unpackedBytes(), WIDE.members());

        assertThat(facts(view)).isEmpty();
        assertThat(view.parts().get(0).members()).extracting(each -> each.name() + " " + each.detectedType() + " " + each.size())
            .containsExactlyInAnyOrder("invoice.exe application/x-dosexec 1017", text + " text/plain 1590");
        assertThat(view.revealed()).extracting(each -> each.bytes().length).containsExactlyInAnyOrder(1017, 1590);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.cab", "mszip.cab", "lh5.lzh", "joliet.iso.gz", "plain.xar"})
    void boundsShouldBeFacts(String sample) throws IOException {
        assertThat(facts(analyse(bsdtar, sample(sample), 1200, WIDE.members()))).contains("bound.unpackedBytes");
        assertThat(facts(analyse(bsdtar, sample(sample), WIDE.unpackedBytes(), 1))).contains("bound.members");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.cab", "mszip.cab", "lh5.lzh", "plain.xar"})
    void archiveThatBreaksOffShouldBeAFact(String sample) throws IOException {
        byte[] whole = sample(sample);
        MessageView view = analyse(bsdtar, Arrays.copyOf(whole, whole.length * 3 / 4), WIDE.unpackedBytes(), WIDE.members());

        assertThat(facts(view)).containsAnyOf("archive.corrupt", "archive.unreadable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.cab", "lh5.lzh", "joliet.iso.gz", "plain.xar", "plain.wim"})
    void withoutAnUnpackerTheyShouldBeUnreadable(String sample) throws IOException {
        assertThat(facts(analyse(ExternalUnpacker.none(), sample(sample), WIDE.unpackedBytes(), WIDE.members())))
            .containsExactly("archive.unreadable");
    }

    @ParameterizedTest
    @ValueSource(strings = "plain.wim")
    void formatThatTheUnpackerDoesNotKnowShouldBeUnreadable(String sample) throws IOException {
        assertThat(facts(analyse(bsdtar, sample(sample), WIDE.unpackedBytes(), WIDE.members()))).containsExactly("archive.unreadable");
    }

    private static byte[] sample(String name) throws IOException {
        try (InputStream in = ForeignArchivesTest.class.getResourceAsStream(name)) {
            byte[] bytes = in.readAllBytes();
            return name.endsWith(".gz") ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
        }
    }

    private static List<String> facts(MessageView view) {
        return view.parts().get(0).facts().stream().map(PartFact::kind).distinct().toList();
    }

    private static MessageView analyse(ExternalUnpacker unpacker, byte[] archive, long unpackedBytes, int members) throws IOException {
        InspectionLimits inner = new InspectionLimits(WIDE.messageBytes(), WIDE.partBytes(), unpackedBytes, members, WIDE.memberDepth(),
            WIDE.ratio(), WIDE.revealedBytes(), WIDE.readings(), Duration.ofSeconds(60));
        AnalysisLimits form = AnalysisLimits.defaults();
        AnalysisLimits limits = new AnalysisLimits(form.parts(), form.depth(), form.headerFields(), form.headerBytes(), form.lineLength(),
            form.decodedText(), form.uris(), form.rawBytes(), form.parameters(), inner);
        String message = "Content-Type: application/octet-stream; name=a.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Base64.getMimeEncoder().encodeToString(archive) + "\r\n";
        return new MessageAnalyser(List.of(new ArchiveInspector(unpacker))).analyse(
            MessageSource.of(message.getBytes(StandardCharsets.US_ASCII)), limits);
    }
}
