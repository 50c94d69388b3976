// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;

/** One zip shows different files to programs that read from the front, from the end, or by searching; all of them must be seen. */
class ZipReadingsTest {
    private static final String MARK = "the content that is looked for";
    private static final byte[] HIDDEN = zip("hidden.exe", MARK);
    private static final byte[] HARMLESS = zip("letter.txt", "nothing of interest");

    @Test
    void anOrdinaryZipShouldHaveOneReading() throws IOException {
        Attached zip = Attached.of(HIDDEN);

        assertThat(zip.part().facts()).isEmpty();
        assertThat(zip.view().revealed()).isEmpty();
    }

    @Test
    void everyZipOfSeveralShouldBeReadWhateverTheirOrder() throws IOException {
        for (byte[] zip : List.of(joined(HIDDEN, HARMLESS), joined(HARMLESS, HIDDEN), joined(HARMLESS, HIDDEN, HARMLESS))) {
            assertFound(zip, "archive.ambiguous");
        }
    }

    @Test
    void aZipWithoutItsListShouldBeRead() throws IOException {
        int list = text(HIDDEN).indexOf("PK\1\2");
        assertFound(Arrays.copyOf(HIDDEN, list), "archive.corrupt");
    }

    @Test
    void anUnlistedMemberShouldNotHideBehindAListedOneOfItsName() throws IOException {
        byte[] hidden = zip("letter.txt", MARK);
        byte[] listed = HARMLESS;
        byte[] members = Arrays.copyOf(hidden, text(hidden).indexOf("PK\1\2"));

        assertFound(joined(members, listed), "archive.ambiguous");
    }

    @Test
    void aMemberWhoseHeaderContradictsTheListShouldBeReadByBoth() throws IOException {
        byte[] zip = stored("a.bin", zipped(MARK));
        int header = text(zip).indexOf("PK\3\4");
        zip[header + 8] = 8;

        Attached seen = Attached.of(zip);

        assertThat(seen.part().has("archive.ambiguous")).isTrue();
        assertThat(seen.part().members()).hasSize(2);
        assertThat(seen.view().revealed()).extracting(each -> text(each.bytes())).anyMatch(each -> each.contains(MARK));
    }

    @Test
    void aZipKeptWithinAZipShouldNotBeTakenForUnlistedMembers() throws IOException {
        assertThat(Attached.of(stored("inner.zip", HIDDEN)).part().facts()).isEmpty();
    }

    private static void assertFound(byte[] zip, String fact) throws IOException {
        Attached seen = Attached.of(zip);
        assertThat(seen.part().has(fact)).isTrue();
        assertThat(seen.view().revealed()).extracting(each -> text(each.bytes())).contains(MARK);
    }

    private static byte[] zipped(String content) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content.getBytes(StandardCharsets.US_ASCII));
        deflater.finish();
        byte[] packed = new byte[200];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }

    private static byte[] zip(String name, String content) {
        return zip(name, content.getBytes(StandardCharsets.US_ASCII), ZipEntry.DEFLATED);
    }

    private static byte[] stored(String name, byte[] content) {
        return zip(name, content, ZipEntry.STORED);
    }

    private static byte[] zip(String name, byte[] content, int method) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry(name);
            entry.setMethod(method);
            if (method == ZipEntry.STORED) {
                CRC32 sum = new CRC32();
                sum.update(content);
                entry.setSize(content.length);
                entry.setCrc(sum.getValue());
            }
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[]... zips) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] zip : zips) {
            all.writeBytes(zip);
        }
        return all.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
