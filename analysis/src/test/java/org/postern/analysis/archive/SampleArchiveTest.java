// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.analysis.facts.Member;

/** Archives that other programs made. */
class SampleArchiveTest {

    @ParameterizedTest
    @ValueSource(strings = {"stored.arj", "deflate64.zip"})
    void membersShouldBeNamedAndTyped(String sample) throws IOException {
        Attached seen = Attached.of(Attached.sample(sample));

        assertThat(seen.facts()).isEmpty();
        assertThat(seen.members()).contains("invoice.exe application/x-dosexec 1017", "notes/readme.txt text/plain 1590");
    }

    @ParameterizedTest
    @CsvSource({"aes.zip, 2", "zipcrypto.zip, 2", "encrypted.7z, 2", "list-encrypted.7z, 0", "garbled.arj, 2"})
    void encryptionShouldBeAFactOfItsOwn(String sample, int members) throws IOException {
        Attached seen = Attached.of(Attached.sample(sample));

        assertThat(seen.facts()).containsExactly("archive.encrypted");
        assertThat(seen.part().members()).hasSize(members);
    }

    @ParameterizedTest
    @ValueSource(strings = {"packed.arj", "ppmd.zip", "lzma.zip", "ppmd.7z"})
    void methodsWithoutAReaderShouldBeUnreadableAndNameTheMembers(String sample) throws IOException {
        Attached seen = Attached.of(Attached.sample(sample));

        assertThat(seen.facts()).containsExactly("archive.unreadable");
        assertThat(seen.part().members()).extracting(Member::name).contains("invoice.exe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stored.arj", "deflate64.zip"})
    void archiveThatBreaksOffShouldBeCorrupt(String sample) throws IOException {
        byte[] whole = Attached.sample(sample);

        assertThat(Attached.of(Arrays.copyOf(whole, whole.length / 2)).facts()).contains("archive.corrupt");
    }

    @Test
    void boundsShouldBeFacts() throws IOException {
        byte[] arj = Attached.sample("stored.arj");

        assertThat(Attached.of(arj, 1200, 1000).facts()).containsExactly("bound.unpackedBytes");
        assertThat(Attached.of(arj, 1_000_000, 1).facts()).containsExactly("bound.members");
    }
}
