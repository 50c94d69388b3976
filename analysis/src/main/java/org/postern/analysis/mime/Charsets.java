// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds character sets by the names that mail gives them, and decodes bytes whose character set is wrong or missing. */
final class Charsets {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final Map<String, Charset> BY_NAME = byName();

    private Charsets() {
    }

    /** Never asks the JDK for a name it does not know, which would cost it far more than one it knows. */
    static Optional<Charset> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.strip().toLowerCase(Locale.ROOT)));
    }

    private static Map<String, Charset> byName() {
        Map<String, Charset> known = new HashMap<>();
        for (Charset charset : Charset.availableCharsets().values()) {
            known.put(charset.name().toLowerCase(Locale.ROOT), charset);
            charset.aliases().forEach(alias -> known.put(alias.toLowerCase(Locale.ROOT), charset));
        }
        return Map.copyOf(known);
    }

    /**
     * Decodes text. US-ASCII and unknown names are taken for UTF-8 when the bytes are that, else for windows-1252, which is what mail
     * programs show.
     */
    static String decode(byte[] bytes, Optional<String> declared) {
        Optional<Charset> charset = declared.flatMap(Charsets::named)
            .filter(known -> !known.equals(StandardCharsets.US_ASCII));
        if (charset.isPresent()) {
            return new String(bytes, charset.get());
        }
        return HeaderBytes.utf8(bytes).orElseGet(() -> new String(bytes, WINDOWS));
    }
}
