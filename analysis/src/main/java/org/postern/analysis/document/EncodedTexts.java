// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import java.util.Optional;

/**
 * Walks once over a page or script and gives its long base64 texts: behind {@code base64,} and between quotes, where pieces joined by
 * {@code +} are one. Costs by the length of the page alone.
 */
final class EncodedTexts {
    /** Shorter ones are identifiers and the like; a file that does harm is longer. */
    private static final int SHORTEST = 64;
    private static final String DATA = "base64,";

    private final byte[] page;
    private int at;

    EncodedTexts(byte[] page) {
        this.page = page;
    }

    /** The next one, in the plain alphabet, without padding and of a length that can be decoded; none after the last. */
    Optional<String> next() {
        while (at < page.length) {
            char c = (char) (page[at] & 0xff);
            if (c == '"' || c == '\'' || c == '`') {
                at++;
                Optional<String> text = read(c, c == '`');
                if (text.isPresent()) {
                    return text;
                }
            } else if (c == ',' && endsWithData()) {
                at++;
                Optional<String> text = read('\0', true);
                if (text.isPresent()) {
                    return text;
                }
            } else {
                at++;
            }
        }
        return Optional.empty();
    }

    private boolean endsWithData() {
        int start = at - DATA.length() + 1;
        for (int i = 0; i < DATA.length(); i++) {
            if (start < 0 || (page[start + i] | 0x20) != (DATA.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private Optional<String> read(char quote, boolean overLines) {
        StringBuilder text = new StringBuilder();
        while (at < page.length) {
            char c = (char) (page[at] & 0xff);
            if (isDigit(c)) {
                text.append(c == '-' ? '+' : c == '_' ? '/' : c);
            } else if (c == quote && quote != '\0' && joined(quote) > 0) {
                at = joined(quote);
                continue;
            } else if (c != 0 && !(overLines && (c == '\r' || c == '\n' || c == ' ' || c == '\t'))) {
                break;
            }
            at++;
        }
        if (text.length() < SHORTEST) {
            return Optional.empty();
        }
        // One digit alone holds no byte.
        text.setLength(text.length() % 4 == 1 ? text.length() - 1 : text.length());
        return Optional.of(text.toString());
    }

    /** Place behind the quote that opens the next piece, when only a plus sign stands between; else 0. */
    private int joined(char quote) {
        int i = blanks(at + 1);
        if (i >= page.length || page[i] != '+') {
            return 0;
        }
        i = blanks(i + 1);
        return i < page.length && page[i] == quote ? i + 1 : 0;
    }

    private int blanks(int from) {
        int i = from;
        while (i < page.length && (page[i] == ' ' || page[i] == '\t' || page[i] == '\r' || page[i] == '\n')) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '-' || c == '_';
    }
}
