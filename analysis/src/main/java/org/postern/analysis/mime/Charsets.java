// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

/** Finds character sets by the names that mail gives them, and decodes bytes whose character set is wrong or missing. */
final class Charsets {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private Charsets() {
    }

    static Optional<Charset> named(String name) {
        try {
            return Optional.of(Charset.forName(name.strip()));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
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
