// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.analysis.facts.Anomaly;
import org.postern.analysis.facts.Member;
import org.postern.analysis.facts.Part;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.InspectionLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.MessageView;

class ArchiveInspectorTest {
    private static final byte[] PROGRAM = TestArchives.ascii("MZ\u0090\0\3\0\0\0\4\0\0\0\u00ff\u00ff\0\0\u00b8" + "\0".repeat(200));
    private final List<String> seen = new ArrayList<>();
    private final MessageAnalyser analyser = new MessageAnalyser(List.of(new ArchiveInspector(ExternalUnpacker.none()),
        (content, into) -> seen.add(content.depth() + " " + content.detectedType())));

    @ParameterizedTest
    @ValueSource(strings = {"zip", "tar", "cpio", "ar", "7z", "gz", "bz2", "xz", "lzma", "zst"})
    void memberShouldBeNamedTypedAndInspectedInEveryFormat(String format) throws IOException {
        Part part = part("photo.exe." + format, TestArchives.pack(format, "photo.exe", PROGRAM));
        assertThat(part.facts()).isEmpty();
        assertThat(part.members()).extracting(Member::name, Member::detectedType, Member::size, Member::depth)
            .containsExactly(tuple(part.members().get(0).name(), "application/x-dosexec",
                (long) PROGRAM.length, 1));
        assertThat(part.members().get(0).name()).startsWith("photo.exe");
        assertThat(seen).contains("1 application/x-dosexec");
    }

    @Test
    void archivesWithinArchivesShouldBeFollowed() throws IOException {
        byte[] inner = TestArchives.pack("7z", "../../evil.exe", PROGRAM);
        byte[] outer = TestArchives.pack("gz", "", TestArchives.pack("tar", "inner.7z", TestArchives.pack("zip", "a.7z", inner)));
        Part part = part("all.tgz", outer);
        assertThat(part.members()).extracting(member -> member.depth() + " " + member.container() + " " + member.name()).containsExactly(
            "1 all.tgz all.tar", "2 all.tar inner.7z", "3 inner.7z a.7z", "4 a.7z ../../evil.exe");
    }

    @Test
    void encryptedMemberShouldBeAFactAndTheOthersRead() throws IOException {
        byte[] zip = zip("plain.txt", "secret.txt");
        // The flag of encryption in the local header and in the list of the second member.
        setFlag(zip, "PK\3\4", 6, 2);
        setFlag(zip, "PK\1\2", 8, 2);
        Part part = part("a.zip", zip);
        assertThat(part.has("archive.encrypted")).isTrue();
        assertThat(part.members()).extracting(Member::name, Member::facts).containsExactly(
            tuple("plain.txt", List.of()),
            tuple("secret.txt", List.of("archive.encrypted")));
    }

    @Test
    void brokenArchiveShouldBeCorruptAndNotUnreadable() throws IOException {
        byte[] tar = TestArchives.pack("gz", "", TestArchives.pack("tar", "a.txt", new byte[5000]));
        Part part = part("a.tar.gz", Arrays.copyOf(tar, tar.length - 20));
        assertThat(part.has("archive.corrupt")).isTrue();
        assertThat(part.has("archive.unreadable")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MSCF\0\0\0\0rest", "\u00ed\u00ab\u00ee\u00dbrest", "xar!rest", "\0\0-lh5-rest"})
    void formatWithoutReaderShouldBeUnreadableAndNotCorrupt(String content) throws IOException {
        Part part = part("a.bin", TestArchives.ascii(content));
        assertThat(part.has("archive.unreadable")).isTrue();
        assertThat(part.has("archive.corrupt")).isFalse();
    }

    @Test
    void memberMissingFromTheListShouldBeFoundAndTold() throws IOException {
        byte[] listed = zip("seen.txt");
        byte[] hidden = zip("hidden.exe");
        int end = new String(hidden, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(hidden, 0, end);
        both.writeBytes(listed);
        Part part = part("a.zip", both.toByteArray());
        assertThat(part.members()).extracting(Member::name).contains("seen.txt", "hidden.exe");
        assertThat(part.has("archive.ambiguous")).isTrue();
    }

    @Test
    void boundsShouldBeFactsAndEndNothingElse() throws IOException {
        byte[] zeros = TestArchives.pack("zip", "zeros", new byte[30_000_000]);
        assertThat(analyse(InspectionLimits.defaults(), "a.zip", zeros)).contains("bound.ratio");
        assertThat(analyse(limits(1 << 20, 1000, 6, 100_000), "a.zip", zeros)).contains("bound.unpackedBytes");
        assertThat(analyse(limits(1 << 28, 2, 6, 200), "a.zip", zip("a", "b", "c"))).contains("bound.members");
        byte[] nested = zip("x");
        for (int i = 0; i < 4; i++) {
            nested = TestArchives.pack("zip", "inner.zip", nested);
        }
        assertThat(analyse(limits(1 << 28, 100, 3, 200), "a.zip", nested)).contains("bound.memberDepth");
        assertThat(analyse(limits(1 << 28, 100, 5, 200), "a.zip", nested)).isEmpty();
    }

    private static InspectionLimits limits(long unpacked, int members, int depth, int ratio) {
        return new InspectionLimits(1 << 26, 1 << 25, unpacked, members, depth, ratio, 1 << 24, 100, Duration.ofSeconds(60));
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(TestArchives.ascii("content of " + name));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static void setFlag(byte[] zip, String mark, int offset, int which) {
        String text = new String(zip, StandardCharsets.ISO_8859_1);
        int at = -1;
        for (int i = 0; i < which; i++) {
            at = text.indexOf(mark, at + 1);
        }
        zip[at + offset] |= 1;
    }

    private List<String> analyse(InspectionLimits limits, String name, byte[] content) throws IOException {
        AnalysisLimits all = new AnalysisLimits(1000, 20, 1000, 1 << 18, 1 << 16, 1 << 20, 500, 1 << 19, 200, limits);
        return view(name, content, all).anomalies().stream().map(Anomaly::kind).toList();
    }

    private Part part(String name, byte[] content) throws IOException {
        return view(name, content, AnalysisLimits.defaults()).parts().get(0);
    }

    private MessageView view(String name, byte[] content, AnalysisLimits limits) throws IOException {
        String message = "Content-Type: application/octet-stream; name=\"" + name + "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Base64.getMimeEncoder().encodeToString(content) + "\r\n";
        return analyser.analyse(MessageSource.of(TestArchives.ascii(message)), limits);
    }
}
