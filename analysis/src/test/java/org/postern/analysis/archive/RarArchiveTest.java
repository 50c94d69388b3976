// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.analysis.facts.Member;

class RarArchiveTest {
    private static final byte[] PROGRAM = TestArchives.ascii("MZ\u0090\0\3\0\0\0\4\0\0\0\u00ff\u00ff\0\0\u00b8" + "\0".repeat(200));
    private static final byte[] WORDS = TestArchives.ascii("Words to read. ".repeat(100));

    private static RarFile rar(int version) {
        return version == 5 ? RarFile.five() : RarFile.four();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void membersShouldBeNamedTypedAndGivenToTheEngines(int version) throws IOException {
        Attached seen = Attached.of(rar(version).member("..\\invoice.exe", PROGRAM).member("readme.txt", WORDS).bytes());

        assertThat(seen.facts()).isEmpty();
        assertThat(seen.members()).containsExactly("..\\invoice.exe application/x-dosexec 217", "readme.txt text/plain 1500");
        assertThat(seen.view().revealed()).extracting(each -> each.bytes()).containsExactly(PROGRAM, WORDS);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void encryptedMemberShouldBeAFactAndTheOthersRead(int version) throws IOException {
        Attached seen = Attached.of(rar(version).encrypted("secret.exe", PROGRAM).member("readme.txt", WORDS).bytes());

        assertThat(seen.facts()).containsExactly("archive.encrypted");
        assertThat(seen.part().members()).extracting(Member::name, Member::facts).containsExactly(
            tuple("secret.exe", List.of("archive.encrypted")), tuple("readme.txt", List.of()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void encryptedListShouldBeAFact(boolean five) throws IOException {
        assertThat(Attached.of(RarFile.withEncryptedList(five)).facts()).containsExactly("archive.encrypted");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void damagedMemberShouldBeAFactAndStillBeGivenToTheEngines(int version) throws IOException {
        byte[] bytes = rar(version).member("invoice.exe", PROGRAM).member("readme.txt", WORDS).bytes();
        bytes[bytes.length - 200] ^= 1;
        Attached seen = Attached.of(bytes);

        assertThat(seen.facts()).containsExactly("archive.corrupt");
        assertThat(seen.part().members()).extracting(Member::name).containsExactly("invoice.exe", "readme.txt");
        assertThat(seen.view().revealed()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void archiveThatBreaksOffShouldBeCorrupt(int version) throws IOException {
        byte[] bytes = rar(version).member("readme.txt", WORDS).member("invoice.exe", PROGRAM).bytes();
        Attached seen = Attached.of(Arrays.copyOf(bytes, bytes.length - 100));

        assertThat(seen.facts()).contains("archive.corrupt");
        assertThat(seen.part().members()).extracting(Member::name).contains("readme.txt");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void boundsShouldBeFacts(int version) throws IOException {
        byte[] bytes = rar(version).member("invoice.exe", PROGRAM).member("readme.txt", WORDS).bytes();

        assertThat(Attached.of(bytes, 1000, 1000).facts()).containsExactly("bound.unpackedBytes");
        assertThat(Attached.of(bytes, 1_000_000, 1).facts()).containsExactly("bound.members");
    }
}
