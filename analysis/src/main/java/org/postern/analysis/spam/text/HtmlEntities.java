// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Decodes the entities of HTML 4. Those that HTML 2 had need no semicolon. */
final class HtmlEntities {
    private static final int LAST_OF_HTML_2 = 255;
    private static final int LONGEST_NAME = 10;
    private static final Map<String, String> NAMES = read();

    private HtmlEntities() {
    }

    /**
     * Decodes all entities; what is none stays.
     *
     * @param prefixes whether the start of a longer word may be an entity too
     */
    static String decode(String text, boolean prefixes) {
        int amp = text.indexOf('&');
        if (amp < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        int at = 0;
        while (amp >= 0) {
            decoded.append(text, at, amp);
            at = entity(text, amp, prefixes, decoded);
            amp = text.indexOf('&', at);
        }
        return decoded.append(text, at, text.length()).toString();
    }

    private static int entity(String text, int amp, boolean prefixes, StringBuilder decoded) {
        if (text.startsWith("#", amp + 1)) {
            return number(text, amp, decoded);
        }
        int end = amp + 1;
        while (end < text.length() && (Octets.isWord(text.charAt(end)))) {
            end++;
        }
        boolean closed = end < text.length() && text.charAt(end) == ';';
        if (end - amp - 1 <= LONGEST_NAME) {
            String known = NAMES.get(text.substring(amp + 1, end));
            if (known != null && (closed || isOld(known))) {
                decoded.append(known);
                return closed ? end + 1 : end;
            }
        }
        for (int cut = Math.min(end - 1, amp + 1 + LONGEST_NAME); prefixes && cut > amp + 1; cut--) {
            String known = NAMES.get(text.substring(amp + 1, cut));
            if (known != null && isOld(known)) {
                decoded.append(known);
                return cut;
            }
        }
        decoded.append('&');
        return amp + 1;
    }

    private static int number(String text, int amp, StringBuilder decoded) {
        int at = amp + 2;
        int base = 10;
        if (at < text.length() && (text.charAt(at) == 'x' || text.charAt(at) == 'X')) {
            base = 16;
            at++;
        }
        int value = 0;
        int digits = at;
        while (at < text.length() && text.charAt(at) < 0x80 && Character.digit(text.charAt(at), base) >= 0) {
            value = value * base + Character.digit(text.charAt(at), base);
            if (value > Character.MAX_CODE_POINT) {
                value = 0;
                break;
            }
            at++;
        }
        if (at == digits || value == 0 || value == 0xfffe || value == 0xffff) {
            decoded.append('&');
            return amp + 1;
        }
        decoded.appendCodePoint(value >= 0xd800 && value < 0xe000 ? 0xfffd : value);
        return at < text.length() && text.charAt(at) == ';' ? at + 1 : at;
    }

    private static boolean isOld(String character) {
        return character.charAt(0) <= LAST_OF_HTML_2;
    }

    private static Map<String, String> read() {
        Map<String, String> names = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(Objects.requireNonNull(
            HtmlEntities.class.getResourceAsStream("html-entities.txt"), "html-entities.txt"), StandardCharsets.US_ASCII))) {
            lines.lines().filter(line -> !line.startsWith("#")).map(line -> line.split(" "))
                .forEach(pair -> names.put(pair[0], String.valueOf((char) Integer.parseInt(pair[1]))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
