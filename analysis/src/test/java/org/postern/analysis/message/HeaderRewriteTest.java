// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.analysis.CaseFile;

class HeaderRewriteTest {
    private static final HeaderRewrite STRIP = HeaderRewrite.removing(Set.of("X-Spam-Level", "DKIM-Filter"), Set.of("X-Virus-"));

    static List<CaseFile.Case> cases() {
        return CaseFile.read(HeaderRewriteTest.class, "header-rewrite.cases");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rewriteShouldDropAndAddOnlyWhatItNames(CaseFile.Case one) {
        byte[] rewritten = STRIP.adding(one.lines("add")).apply(one.bytes("raw"));
        assertThat(latin1(rewritten)).isEqualTo(latin1(one.bytes("rewritten")));
    }

    @Property
    void messageWithoutTheNamedFieldsShouldPassByteForByte(@ForAll("fragments") List<String> fragments) {
        byte[] raw = String.join("", fragments).getBytes(StandardCharsets.ISO_8859_1);
        HeaderRewrite other = HeaderRewrite.removing(Set.of("not-there"), Set.of("not-there-either-"));
        assertThat(other.apply(raw)).isEqualTo(raw);
        assertThat(latin1(other.adding(List.of("A: b")).apply(raw))).isEqualTo("A: b\r\n" + latin1(raw));
    }

    @Property
    void bodyShouldPassWhateverIsDroppedFromTheHeader(@ForAll("fragments") List<String> body) {
        String rest = "\r\n" + String.join("", body);
        byte[] raw = ("X-Virus-A: x\r\n\tfolded\r\nTo: a@example.com\r\nX-SPAM-level: ***\r\n" + rest)
            .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(latin1(STRIP.apply(raw))).isEqualTo("To: a@example.com\r\n" + rest);
    }

    @Property(tries = 5000)
    void nothingDroppedShouldBeLeftInTheHeader(@ForAll("fragments") List<String> fragments) {
        byte[] once = STRIP.apply(String.join("", fragments).getBytes(StandardCharsets.ISO_8859_1));
        assertThat(STRIP.apply(once)).isEqualTo(once);
    }

    @Provide
    Arbitrary<List<String>> fragments() {
        return Arbitraries.of("X-Spam-Level: *", "x-virus-scanned: y", "Subject: hi", "a", "\r\n", "\n", "\r", " ", "\t", ":",
            "\u00e9", "\0", "X-Spam-Level:\r\n folded\r\n", "\r\n\r\n", "From me\n", "X-Virus- : z\r\n").list().ofMaxSize(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100_000, HeaderStream.FIELD_LIMIT - 14, HeaderStream.FIELD_LIMIT - 13, HeaderStream.FIELD_LIMIT, 900_000})
    void fieldOfAnyLengthShouldBeDroppedOrKeptWhole(int length) {
        String field = "X-Spam-Level: " + "a".repeat(length) + "\r\n " + "b".repeat(length) + "\r\n";
        String kept = field.replace("X-Spam", "X-Good");
        String rest = "To: x\r\n\r\nbody X-Spam-Level: 1\r\n";
        assertThat(latin1(STRIP.apply((field + kept + rest).getBytes(StandardCharsets.ISO_8859_1)))).isEqualTo(kept + rest);
    }

    @Test
    void singleByteReadsShouldGiveTheSameBytes() throws IOException {
        byte[] raw = "X-Spam-Level: 1\r\nTo: a\r\n\r\nbody".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = STRIP.adding(List.of("A: b")).apply(new ByteArrayInputStream(raw))) {
            for (int c = in.read(); c >= 0; c = in.read()) {
                out.write(c);
            }
        }
        assertThat(latin1(out.toByteArray())).isEqualTo("A: b\r\nTo: a\r\n\r\nbody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no colon", "A: b\r\nB: c", "A: b\nB: c", "A: b\r\n\r\nbody", "A b: c", ": c", "A: b\r", ""})
    void addedLineThatIsNotOneFieldShouldBeRefused(String line) {
        assertThatThrownBy(() -> HeaderRewrite.none().adding(List.of(line))).isInstanceOf(IllegalArgumentException.class);
    }

    private static String latin1(byte[] bytes) {
        return new String(Arrays.copyOf(bytes, bytes.length), StandardCharsets.ISO_8859_1);
    }
}
