// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes characters of bytes whose declared charset cannot be trusted: text that is valid UTF-8 is UTF-8 whatever it says, then the
 * declared charset is tried, and what is left is taken for Windows-1252.
 */
final class CharsetGuess {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Pattern EXTENDS_ASCII = Pattern.compile(
        "(?:US-)?ASCII|ANSI[_ ]? X3\\.4- ?(?:1986|1968)|ANSI[_ ]?X3\\.4-(?:1986|1968)|ISO646-US|ISO[ -]?8859(?:-\\d{1,2})?|Windows-\\d{4}"
            + "|UTF-?8|(?:KOI8|EUC)-[A-Z]{1,2}|Big5|GBK|GB[ -]?18030(?:-20\\d\\d)?", Pattern.CASE_INSENSITIVE);
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
        Map.entry("iso-8859-1", "windows-1252"), Map.entry("iso8859-1", "windows-1252"), Map.entry("cp1252", "windows-1252"),
        Map.entry("utf8", "utf-8"), Map.entry("ks_c_5601-1987", "x-windows-949"), Map.entry("ksc_5601", "x-windows-949"),
        Map.entry("gb18030-2000", "gb18030"), Map.entry("gb 18030", "gb18030"), Map.entry("gb-18030", "gb18030"),
        Map.entry("x-euc-jp", "euc-jp"), Map.entry("x-sjis", "shift_jis"), Map.entry("euc-cn", "gb231"
            + "2"), Map.entry("latin1", "iso-8859-1"));

    private CharsetGuess() {
    }

    /** Unicode text of a body part. */
    static String decode(String octets, String declared) {
        boolean high = Octets.high(octets) > 0;
        if (!high && EXTENDS_ASCII.matcher(declared).matches()) {
            return octets;
        }
        byte[] bytes = Octets.bytes(octets);
        if (high) {
            Optional<String> utf8 = strictly(bytes, StandardCharsets.UTF_8);
            if (utf8.isPresent()) {
                return utf8.get();
            }
        }
        return declared(bytes, declared)
            .flatMap(charset -> strictly(bytes, charset))
            .orElseGet(() -> high ? new String(bytes, WINDOWS_1252) : octets);
    }

    /** UTF-8 octets of a header that should be UTF-8 but may be anything. */
    static String headerOctets(String octets) {
        byte[] bytes = Octets.bytes(octets);
        return strictly(bytes, StandardCharsets.UTF_8).isPresent() ? octets : Octets.encode(new String(bytes, WINDOWS_1252));
    }

    /** UTF-8 octets of an encoded word, whose charset is believed. */
    static String encodedWord(String octets, String declared) {
        boolean high = Octets.high(octets) > 0;
        if (!high && EXTENDS_ASCII.matcher(declared).matches()) {
            return octets;
        }
        byte[] bytes = Octets.bytes(octets);
        Optional<Charset> charset = declared(bytes, declared);
        if (charset.isEmpty() && !high) {
            return octets;
        }
        return Octets.encode(new String(bytes, charset.orElse(WINDOWS_1252)));
    }

    private static Optional<Charset> declared(byte[] bytes, String name) {
        String lower = name.toLowerCase(Locale.ROOT).strip();
        if (lower.startsWith("utf-16") || lower.startsWith("utf16") || lower.startsWith("utf 16")) {
            return Utf16Order.of(bytes);
        }
        if (lower.equals("ascii") || lower.equals("us-ascii")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Charset.forName(OTHER_NAMES.getOrDefault(lower, lower)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
