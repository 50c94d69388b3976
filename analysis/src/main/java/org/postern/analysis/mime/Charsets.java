// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
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
     * Decodes the start of a text, at most so many characters: what is longer never stands in memory. US-ASCII and unknown names are taken
     * for UTF-8 when the bytes are that, else for windows-1252, which is what mail programs show.
     */
    static String decode(byte[] bytes, Optional<String> declared, int most) {
        Optional<Charset> charset = declared.flatMap(Charsets::named)
            .filter(known -> !known.equals(StandardCharsets.US_ASCII));
        if (charset.isPresent()) {
            return forgiving(bytes, charset.get(), most);
        }
        return decode(bytes, StandardCharsets.UTF_8.newDecoder(), most).orElseGet(() -> forgiving(bytes, WINDOWS, most));
    }

    private static String forgiving(byte[] bytes, Charset charset, int most) {
        CharsetDecoder decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
        return decode(bytes, decoder, most).orElse("");
    }

    /** Empty when the bytes are none of that character set and the decoder does not forgive it. */
    private static Optional<String> decode(byte[] bytes, CharsetDecoder decoder, int most) {
        int longest = (int) Math.min(most, (long) Math.ceil((double) bytes.length * decoder.maxCharsPerByte()));
        CharBuffer text = CharBuffer.allocate(longest);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
        if (result.isError()) {
            return Optional.empty();
        }
        if (result.isUnderflow()) {
            decoder.flush(text);
        }
        return Optional.of(text.flip().toString());
    }
}
