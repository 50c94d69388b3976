// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.dialogue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Text with escapes for bytes that a readable file cannot hold: {@code \r}, {@code \n}, {@code \t}, {@code \0}, {@code \xHH},
 * {@code \\}, and {@code \{TEXT*N}} for a text repeated.
 */
final class RawText {

    private RawText() {
    }

    /** @throws IllegalArgumentException for an escape that does not exist */
    static byte[] bytes(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '\\') {
                int end = text.indexOf('\\', at) < 0 ? text.length() : text.indexOf('\\', at);
                out.writeBytes(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
                at = end;
                continue;
            }
            char escape = text.charAt(at + 1);
            at += 2;
            switch (escape) {
                case 'r' -> out.write('\r');
                case 'n' -> out.write('\n');
                case 't' -> out.write('\t');
                case '0' -> out.write(0);
                case '\\' -> out.write('\\');
                case 'x' -> {
                    out.write(Integer.parseInt(text.substring(at, at + 2), 16));
                    at += 2;
                }
                case '{' -> {
                    int end = text.indexOf('}', at);
                    int star = text.lastIndexOf('*', end);
                    byte[] repeated = bytes(text.substring(at, star));
                    for (int i = Integer.parseInt(text.substring(star + 1, end)); i > 0; i--) {
                        out.writeBytes(repeated);
                    }
                    at = end + 1;
                }
                default -> throw new IllegalArgumentException("no escape: \\" + escape);
            }
        }
        return out.toByteArray();
    }

    /** What can be read of bytes, for transcripts. */
    static String readable(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            switch (b) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                default -> text.append(b >= ' ' && b < 127 ? String.valueOf((char) b) : String.format("\\x%02x", b));
            }
        }
        return text.length() > 300 ? text.substring(0, 300) + "... (" + bytes.length + " bytes)" : text.toString();
    }
}
