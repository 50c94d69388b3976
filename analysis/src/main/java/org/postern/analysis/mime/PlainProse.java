// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Knows ordinary prose by a glance, so that the hundreds of magic patterns are not tried on every letter that people write. Whatever could
 * be one of the formats that are text themselves is left to those patterns.
 */
final class PlainProse {
    private static final int HEAD = 1024;
    private static final int LONGEST_WORD = 30;
    /** First words of formats that are text. */
    private static final Set<String> SIGNS = Set.of("begin", "from", "import", "package", "function", "var", "solid", "ply", "def", "class",
        "return-path", "received", "subject", "date", "to", "message-id", "delivered-to", "version", "relay-version", "path", "xref",
        "article", "newsgroups", "gimp", "snd", "diff", "use", "module", "set", "echo", "rem", "dim", "sub", "eval");

    private PlainProse() {
    }

    /** Whether this is prose beyond doubt: letters throughout, and a first word of lower case that begins no known format. */
    static boolean isPlain(byte[] start) {
        int word = 0;
        while (word < start.length && (start[word] == ' ' || start[word] == '\r' || start[word] == '\n')) {
            word++;
        }
        int end = word;
        boolean lower = false;
        while (end < start.length && isLetter(start[end])) {
            lower |= start[end] >= 'a';
            end++;
        }
        boolean ended = end < start.length && (start[end] == ' ' || start[end] == ',' || start[end] == '\n' || start[end] == '\r');
        if (!lower || !ended || end - word > LONGEST_WORD || end - word < 2) {
            return false;
        }
        String first = new String(start, word, end - word, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        return !SIGNS.contains(first) && isText(start);
    }

    private static boolean isText(byte[] start) {
        for (int i = 0; i < start.length; i++) {
            byte b = start[i];
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' || i < HEAD && (b == '<' || b == '%')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '\'';
    }
}
