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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.analysis.archive.ArchiveInspector;
import org.postern.analysis.archive.ExternalUnpacker;
import org.postern.analysis.archive.InstalledUnpackers;
import org.postern.analysis.facts.PartFact;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.InspectionLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.MessageView;

/** Archives of formats that only the installed unpacker reads, made by the programs that people make them with. */
class ForeignArchivesTest {
    private static final InspectionLimits WIDE = InspectionLimits.defaults();
    private static final InstalledUnpackers NONE = InstalledUnpackers.none();
    private final ProcessUnpacker bsdtar = new ProcessUnpacker("bsdtar");
    private final SevenZipUnpacker sevenZip = new SevenZipUnpacker("7zz");
    private final InstalledUnpackers both = new InstalledUnpackers(bsdtar, sevenZip);

    @AfterEach
    void close() {
        bsdtar.close();
        sevenZip.close();
    }

    @ParameterizedTest
    @CsvSource({"plain.cab, notes/readme.txt", "mszip.cab, readme.txt", "lh5.lzh, notes/readme.txt", "joliet.iso.gz, readme.txt",
        "plain.xar, notes/readme.txt", "plain.wim, notes/readme.txt", "method1.arj, notes/readme.txt", "method4.arj, notes/readme.txt",
        "ppmd.7z, notes/readme.txt", "ppmd.zip, notes/readme.txt", "lzma.zip, notes/readme.txt"})
    void membersShouldBeNamedTypedAndGivenToTheEngines(String sample, String text) throws IOException {
        MessageView view = analyse(both, sample(sample), WIDE.unpackedBytes(), WIDE.members());

        assertThat(facts(view)).isEmpty();
        assertThat(view.parts().get(0).members()).extracting(each -> each.name() + " " + each.detectedType() + " " + each.size())
            .containsExactlyInAnyOrder("invoice.exe application/x-dosexec 1017", text + " text/plain 1590");
        assertThat(view.revealed()).extracting(each -> each.bytes().length).containsExactlyInAnyOrder(1017, 1590);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.cab", "mszip.cab", "lh5.lzh", "joliet.iso.gz", "plain.xar", "plain.wim", "method1.arj", "ppmd.7z",
        "lzma.zip"})
    void boundsShouldBeFacts(String sample) throws IOException {
        assertThat(facts(analyse(both, sample(sample), 1200, WIDE.members()))).contains("bound.unpackedBytes");
        assertThat(facts(analyse(both, sample(sample), WIDE.unpackedBytes(), 1))).contains("bound.members");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.cab", "mszip.cab", "lh5.lzh", "plain.xar", "plain.wim", "method1.arj", "ppmd.7z", "lzma.zip"})
    void archiveThatBreaksOffShouldBeAFact(String sample) throws IOException {
        byte[] whole = sample(sample);
        MessageView view = analyse(both, Arrays.copyOf(whole, whole.length * 3 / 4), WIDE.unpackedBytes(), WIDE.members());

        assertThat(facts(view)).containsAnyOf("archive.corrupt", "archive.unreadable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.cab", "lh5.lzh", "joliet.iso.gz", "plain.xar", "plain.wim", "method1.arj", "ppmd.7z", "ppmd.zip"})
    void withoutAnUnpackerTheyShouldBeUnreadable(String sample) throws IOException {
        assertThat(facts(analyse(NONE, sample(sample), WIDE.unpackedBytes(), WIDE.members())))
            .containsExactly("archive.unreadable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.cab", "mszip.cab", "lh5.lzh", "joliet.iso.gz"})
    void theOtherProgramShouldReadWhatTheFirstDoesNot(String sample) throws IOException {
        ExternalUnpacker absent = ExternalUnpacker.none();
        MessageView view = analyse(new InstalledUnpackers(absent, sevenZip), sample(sample), WIDE.unpackedBytes(), WIDE.members());

        assertThat(facts(view)).isEmpty();
        assertThat(view.revealed()).extracting(each -> each.bytes().length).containsExactlyInAnyOrder(1017, 1590);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mixed.arj", "mixed.7z"})
    void memberWithAPasswordShouldNotHideTheOthers(String sample) throws IOException {
        MessageView view = analyse(both, sample(sample), WIDE.unpackedBytes(), WIDE.members());

        assertThat(facts(view)).containsExactly("archive.encrypted");
        assertThat(view.parts().get(0).members()).extracting(each -> each.name() + " " + each.size() + " " + each.facts())
            .containsExactlyInAnyOrder("invoice.exe 0 [archive.encrypted]", "notes/readme.txt 1590 []");
    }

    @Test
    void bothTreesOfADiskImageShouldBeSeen() throws IOException {
        MessageView view = analyse(both, sample("udf-differs.iso.gz"), WIDE.unpackedBytes(), WIDE.members());

        assertThat(view.parts().get(0).members()).extracting(each -> each.name() + " " + each.size())
            .contains("invoice.exe 0", "invoice.exe 1017");
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

    private static MessageView analyse(InstalledUnpackers unpackers, byte[] archive, long unpackedBytes, int members) throws IOException {
        InspectionLimits inner = new InspectionLimits(WIDE.messageBytes(), WIDE.partBytes(), unpackedBytes, members, WIDE.memberDepth(),
            WIDE.ratio(), WIDE.revealedBytes(), WIDE.readings(), Duration.ofSeconds(60));
        AnalysisLimits form = AnalysisLimits.defaults();
        AnalysisLimits limits = new AnalysisLimits(form.parts(), form.depth(), form.headerFields(), form.headerBytes(), form.lineLength(),
            form.decodedText(), form.uris(), form.rawBytes(), form.parameters(), inner);
        String message = "Content-Type: application/octet-stream; name=a.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Base64.getMimeEncoder().encodeToString(archive) + "\r\n";
        return new MessageAnalyser(List.of(new ArchiveInspector(unpackers))).analyse(
            MessageSource.of(message.getBytes(StandardCharsets.US_ASCII)), limits);
    }
}
