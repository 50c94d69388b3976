// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Makes RFC 2047 encoded words: UTF-8 in base64, none longer than 75 characters, none that cuts a character. */
final class EncodedWords {
    private static final String START = "=?UTF-8?B?";
    private static final String END = "?=";
    private static final int BYTES = 45;

    private EncodedWords() {
    }

    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int length = Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
            if (bytes + length > BYTES) {
                words.add(word(piece));
                piece.setLength(0);
                bytes = 0;
            }
            piece.appendCodePoint(point);
            bytes += length;
            i += Character.charCount(point);
        }
        if (piece.length() > 0) {
            words.add(word(piece));
        }
        return words;
    }

    /** The words on lines of their own, ready to stand in a header. */
    static String folded(String text) {
        return String.join("\r\n ", of(text));
    }

    static boolean isEncoded(String token) {
        return token.startsWith("=?") && token.endsWith(END) && token.length() > START.length() - 4;
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    private static String word(CharSequence piece) {
        return START + Base64.getEncoder().encodeToString(piece.toString().getBytes(StandardCharsets.UTF_8)) + END;
    }
}
