// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime.tolerant;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How content may be encoded for transfer. */
enum TransferEncoding {
    IDENTITY, BASE64, QUOTED_PRINTABLE, UUENCODE, YENC;

    private static final Set<String> PLAIN = Set.of("7bit", "8bit", "binary", "");

    /** Whether a value names an encoding in the one form that every program knows. */
    static boolean isPlain(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return PLAIN.contains(lower) || lower.equals("base64") || lower.equals("quoted-printable");
    }

    /** Every encoding that some program takes the values for, the most usual first. */
    static List<TransferEncoding> of(List<String> values) {
        Set<TransferEncoding> found = new LinkedHashSet<>();
        for (String value : values) {
            for (String text : FieldText.readings(value)) {
                found.add(named(text));
                String token = text.strip().split("[;,\\s]", 2)[0];
                found.add(named(token));
            }
            if (!isPlain(value)) {
                found.add(IDENTITY);
            }
        }
        if (found.isEmpty()) {
            found.add(IDENTITY);
        }
        return new ArrayList<>(found);
    }

    private static TransferEncoding named(String text) {
        String letters = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        if (letters.contains("base64") || letters.equals("b64") || letters.equals("b")) {
            return BASE64;
        }
        if (letters.contains("quotedprintable") || letters.equals("qp") || letters.equals("q")) {
            return QUOTED_PRINTABLE;
        }
        if (letters.contains("uuencode") || letters.contains("uue")) {
            return UUENCODE;
        }
        return letters.contains("yenc") ? YENC : IDENTITY;
    }
}
