// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A structured MIME field such as Content-Type: its main value and its parameters, with the continuations and character sets of
 * RFC 2231. It forgives what mail programs forgive: encoded words in parameters, missing quotes, empty parameters.
 */
final class MimeParameters {
    private final String main;
    private final Map<String, String> plain = new LinkedHashMap<>();
    private final Map<String, TreeMap<Integer, Segment>> sections = new HashMap<>();

    private record Segment(String text, boolean encoded) {
    }

    private boolean cut;

    private MimeParameters(String main) {
        this.main = main;
    }

    static MimeParameters parse(String value) {
        return parse(value, Integer.MAX_VALUE);
    }

    /** Parses no more than so many parameters. */
    static MimeParameters parse(String value, int most) {
        ParameterScanner scanner = new ParameterScanner(value);
        MimeParameters parsed = new MimeParameters(scanner.nextPiece(';').strip().toLowerCase(Locale.ROOT));
        for (int count = 0; scanner.hasMore(); count++) {
            if (count == most) {
                parsed.cut = true;
                break;
            }
            String name = scanner.nextPiece('=', ';').strip().toLowerCase(Locale.ROOT);
            String text = scanner.endedWith('=') ? scanner.nextPiece(';').strip() : "";
            if (!name.isEmpty()) {
                parsed.add(name, text);
            }
        }
        return parsed;
    }

    /** Whether there were more parameters than were asked for. */
    boolean isCut() {
        return cut;
    }

    String main() {
        return main;
    }

    /** Decoded value of a parameter; the RFC 2231 form wins over the plain one. */
    Optional<String> get(String name) {
        TreeMap<Integer, Segment> segments = sections.get(name);
        if (segments != null) {
            return Optional.of(join(segments));
        }
        return Optional.ofNullable(plain.get(name)).map(HeaderBytes::decodeWords);
    }

    private void add(String name, String text) {
        int star = name.indexOf('*');
        if (star < 0) {
            plain.putIfAbsent(name, text);
            return;
        }
        String base = name.substring(0, star);
        String section = name.substring(star + 1);
        boolean encoded = section.isEmpty() || section.endsWith("*");
        String number = section.replace("*", "");
        if (number.length() <= 4 && number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int index = number.isEmpty() ? 0 : Integer.parseInt(number);
            sections.computeIfAbsent(base, any -> new TreeMap<>()).putIfAbsent(index, new Segment(text, encoded));
        }
    }

    private static String join(TreeMap<Integer, Segment> segments) {
        Charset charset = StandardCharsets.UTF_8;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Map.Entry<Integer, Segment> entry : segments.entrySet()) {
            String text = entry.getValue().text();
            if (entry.getValue().encoded()) {
                int first = text.indexOf('\'');
                int second = first < 0 ? -1 : text.indexOf('\'', first + 1);
                if (entry.getKey() == 0 && second >= 0) {
                    charset = Charsets.named(text.substring(0, first)).orElse(StandardCharsets.UTF_8);
                    text = text.substring(second + 1);
                }
                percentDecode(text, charset, bytes);
            } else {
                bytes.writeBytes(text.getBytes(charset));
            }
        }
        return new String(bytes.toByteArray(), charset);
    }

    private static void percentDecode(String text, Charset charset, ByteArrayOutputStream out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (low >= 0) {
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.writeBytes(String.valueOf(c).getBytes(charset));
            }
        }
    }
}
