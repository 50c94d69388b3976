// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import org.postern.analysis.facts.HeaderField;

/** Reads header bytes as text: UTF-8 when they are that, else ISO-8859-1, which never fails. */
final class HeaderBytes {

    private HeaderBytes() {
    }

    /** A field from its raw bytes, name included. */
    static HeaderField field(String name, byte[] raw) {
        int colon = 0;
        while (colon < raw.length && raw[colon] != ':') {
            colon++;
        }
        String value = unfold(text(Arrays.copyOfRange(raw, Math.min(raw.length, colon + 1), raw.length)));
        return new HeaderField(name, value, decodeWords(value));
    }

    static String text(byte[] bytes) {
        return utf8(bytes).orElseGet(() -> new String(bytes, StandardCharsets.ISO_8859_1));
    }

    static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /** Takes the line ends of folding away (RFC 5322 section 2.2.3) and the blanks around the value. */
    static String unfold(String value) {
        StringBuilder unfolded = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\r' && c != '\n') {
                unfolded.append(c == 0 ? ' ' : c);
            }
        }
        return unfolded.toString().strip();
    }

    /** Decodes RFC 2047 encoded words. */
    static String decodeWords(String value) {
        return EncodedWordDecoder.decode(value);
    }
}
