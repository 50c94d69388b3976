// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

/** Undoes percent escapes of printable characters, and escapes what must be escaped in the rest. */
final class UriEscapes {
    private UriEscapes() {
    }

    static String undone(String uri) {
        StringBuilder text = new StringBuilder(uri.length());
        int at = 0;
        while (at < uri.length()) {
            char c = uri.charAt(at);
            int value = c == '%' ? value(uri, at) : -1;
            if (value > ' ' && value < 0x7f) {
                text.append((char) value);
                at += 3;
            } else if (value >= 0) {
                text.append(uri, at, at + 3);
                at += 3;
            } else {
                if (c <= ' ' || c >= 0x7f || c == '"' || c == '%' || c == '<' || c == '>') {
                    text.append(String.format("%%%02x", (int) c));
                } else {
                    text.append(c);
                }
                at++;
            }
        }
        return text.toString();
    }

    private static int value(String uri, int at) {
        if (at + 2 >= uri.length()) {
            return -1;
        }
        int high = Character.digit(uri.charAt(at + 1), 16);
        int low = Character.digit(uri.charAt(at + 2), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
