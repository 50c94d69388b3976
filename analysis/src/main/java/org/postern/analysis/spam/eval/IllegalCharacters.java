// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.postern.analysis.spam.text.Octets;

/** Counts characters that no header may have: controls, and 8-bit text that is not even UTF-8. */
final class IllegalCharacters {
    private IllegalCharacters() {
    }

    static boolean tooMany(String value, String header, double ratio, double count) {
        if (Octets.isBlank(value)) {
            return false;
        }
        long controls = value.chars().filter(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r').count();
        if (Octets.high(value) > 0 && controls == 0 && isUtf8(value)) {
            return false;
        }
        long illegal = controls + value.chars().filter(c -> c >= 0x7f).count();
        if (illegal > 0 && header.equalsIgnoreCase("subject:raw")) {
            long signs = value.chars().filter(c -> c == '\u00a2' || c == '\u00a3' || c == '\u00ae').count();
            illegal -= signs == 1 ? 1 : 0;
        }
        return (double) illegal / value.length() >= ratio && illegal >= count;
    }

    private static boolean isUtf8(String octets) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
