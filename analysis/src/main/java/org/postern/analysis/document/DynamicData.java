// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds fields of dynamic data exchange, by which a document has a program started without any macro. */
final class DynamicData {
    static final String FACT = "document.dde";
    private static final Pattern INSTRUCTION = Pattern.compile("(?i)\\bDDE(?:AUTO)?\\b[\\s\"\\\\]{1,20}([^\\x00-\\x1f]{1,120})");
    /** In Word's own format a field's instruction stands between the characters 19 and 20 or 21. */
    private static final Pattern FIELD = Pattern.compile("(?i)\\x13\\s{0,20}DDE(?:AUTO)?\\b[\\s\"\\\\]{1,20}([^\\x00-\\x1f]{1,120})");

    private DynamicData() {
    }

    /** Looks at the instruction of a field. */
    static Optional<String> ofInstruction(String text) {
        return found(INSTRUCTION, text);
    }

    /** Looks at the text stream of a Word document, which is in one byte or two for a character. */
    static Optional<String> ofText(byte[] data) {
        return found(FIELD, new String(data, StandardCharsets.ISO_8859_1))
            .or(() -> found(FIELD, new String(data, StandardCharsets.UTF_16LE)))
            .or(() -> found(FIELD, new String(data, Math.min(1, data.length), data.length - Math.min(1, data.length),
                StandardCharsets.UTF_16LE)));
    }

    private static Optional<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
    }
}
