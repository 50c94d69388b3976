// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.analysis.CaseFile;

class EightBitHeadersTest {

    static List<CaseFile.Case> cases() {
        return CaseFile.read(EightBitHeadersTest.class, "eight-bit.cases");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void fieldShouldBecomeAsciiWithTheSameMeaning(CaseFile.Case one) throws IOException {
        String encoded = encode(one.bytes("raw"));
        assertThat(encoded).isEqualTo(new String(one.bytes("encoded"), StandardCharsets.ISO_8859_1));
        if (!one.text("reads").isEmpty()) {
            String unfolded = encoded.replaceAll("\r\n(?=[ \t])", "").strip();
            assertThat(DecoderUtil.decodeEncodedWords(unfolded, DecodeMonitor.SILENT)).isEqualTo(one.text("reads"));
        }
    }

    @Property
    void asciiShouldPassByteForByte(@ForAll byte[] bytes) throws IOException {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] &= 0x7f;
        }
        assertThat(encode(bytes)).isEqualTo(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    @Property
    void unstructuredHeaderShouldComeOutAsAsciiWhateverItsBytes(@ForAll byte[] value) throws IOException {
        byte[] head = "Subject: ".getBytes(StandardCharsets.US_ASCII);
        byte[] raw = new byte[head.length + value.length];
        System.arraycopy(head, 0, raw, 0, head.length);
        System.arraycopy(value, 0, raw, head.length, value.length);
        for (int i = 0; i < raw.length; i++) {
            raw[i] = raw[i] == '\r' || raw[i] == '\n' ? (byte) 'n' : raw[i];
        }
        assertThat(encode(raw)).matches(text -> text.chars().allMatch(c -> c < 128));
    }

    private static String encode(byte[] raw) throws IOException {
        try (InputStream in = EightBitHeaders.encode(new ByteArrayInputStream(raw))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
