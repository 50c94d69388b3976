// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.Optional;

/**
 * Decodes RFC 2047 encoded words in time linear in the text. Neighbouring words of one character set are decoded together, since many
 * programs cut characters in two. What is no valid word stays as written.
 */
final class EncodedWordDecoder {
    private final String text;
    private final StringBuilder out = new StringBuilder();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private Charset pendingCharset;
    private int position;

    private EncodedWordDecoder(String text) {
        this.text = text;
    }

    static String decode(String text) {
        return text.contains("=?") ? new EncodedWordDecoder(text).decoded() : text;
    }

    private String decoded() {
        while (position < text.length()) {
            int start = text.indexOf("=?", position);
            if (start < 0) {
                break;
            }
            String between = text.substring(position, start);
            if (pendingCharset == null || !between.isBlank()) {
                flush();
                out.append(between);
                between = "";
            }
            position = start;
            if (!word()) {
                flush();
                out.append(between).append("=?");
                position = start + 2;
            }
        }
        flush();
        return out.append(text, position, text.length()).toString();
    }

    /** Reads a word at the position; answers whether there was one. */
    private boolean word() {
        int charsetEnd = end(position + 2);
        int encodingEnd = charsetEnd < 0 ? -1 : end(charsetEnd + 1);
        int wordEnd = encodingEnd < 0 ? -1 : end(encodingEnd + 1);
        if (wordEnd < 0 || wordEnd + 1 >= text.length() || text.charAt(wordEnd + 1) != '=') {
            return false;
        }
        String name = text.substring(position + 2, charsetEnd);
        int language = name.indexOf('*');
        Optional<Charset> charset = Charsets.named(language < 0 ? name : name.substring(0, language));
        Optional<byte[]> bytes = bytes(text.substring(charsetEnd + 1, encodingEnd), text.substring(encodingEnd + 1, wordEnd));
        if (charset.isEmpty() || bytes.isEmpty()) {
            return false;
        }
        if (!charset.get().equals(pendingCharset)) {
            flush();
        }
        pendingCharset = charset.get();
        pending.writeBytes(bytes.get());
        position = wordEnd + 2;
        return true;
    }

    /** The next question mark; a word ends at the latest where another begins. */
    private int end(int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '?') {
                return i;
            }
            if (text.charAt(i) == '=' && i + 1 < text.length() && text.charAt(i + 1) == '?' && i > from
                && text.charAt(i - 1) <= ' ') {
                return -1;
            }
        }
        return -1;
    }

    private static Optional<byte[]> bytes(String encoding, String content) {
        return switch (encoding) {
            case "B", "b" -> base64(content);
            case "Q", "q" -> Optional.of(quoted(content));
            default -> Optional.empty();
        };
    }

    private static Optional<byte[]> base64(String content) {
        try {
            String bare = content.replace(" ", "");
            int end = bare.length();
            while (end > 0 && bare.charAt(end - 1) == '=') {
                end--;
            }
            // A single last character carries no whole byte.
            return Optional.of(Base64.getDecoder().decode(bare.substring(0, end % 4 == 1 ? end - 1 : end)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static byte[] quoted(String content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            int high = c == '=' && i + 2 < content.length() ? Character.digit(content.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(content.charAt(i + 2), 16);
            if (low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(c == '_' ? ' ' : c < 256 ? c : '?');
            }
        }
        return bytes.toByteArray();
    }

    private void flush() {
        if (pendingCharset != null) {
            out.append(new String(pending.toByteArray(), pendingCharset));
            pending.reset();
            pendingCharset = null;
        }
    }
}
