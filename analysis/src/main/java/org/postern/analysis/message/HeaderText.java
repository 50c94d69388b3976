// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.message;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes text into header fields so that it stays inside its field: line ends and control characters become blanks, characters
 * outside ASCII become encoded words (RFC 2047), long lines are folded (RFC 5322 section 2.1.1).
 */
public final class HeaderText {
    private static final int LINE = 78;
    /** A token beyond this could not stand on a line of 998 characters together with its neighbours. */
    private static final int LONGEST_TOKEN = 900;

    private HeaderText() {
    }

    /** A whole field, {@code Name: value}, encoded and folded with CRLF and a blank, without the last line end. */
    public static String field(String name, String value) {
        return fold(name, encode(value));
    }

    /** The value as ASCII on one line; what is plain ASCII stays as it is. */
    public static String encode(String value) {
        List<String> out = new ArrayList<>();
        List<String> pending = new ArrayList<>();
        for (String token : neutralised(value).split(" ", -1)) {
            boolean plain = EncodedWords.isAscii(token) && token.length() <= LONGEST_TOKEN && !token.contains("=?");
            if (plain) {
                flush(pending, out);
                out.add(token);
            } else {
                pending.add(token);
            }
        }
        flush(pending, out);
        return String.join(" ", out);
    }

    /** Folds an ASCII value at blanks so that lines have at most 78 characters where its words allow. */
    public static String fold(String name, String value) {
        StringBuilder folded = new StringBuilder(name).append(':');
        int line = folded.length();
        boolean lineHasWord = false;
        for (String token : neutralised(value).split(" ", -1)) {
            if (lineHasWord && !token.isEmpty() && line + 1 + token.length() > LINE) {
                folded.append("\r\n");
                line = 0;
                lineHasWord = false;
            }
            folded.append(' ').append(token);
            line += 1 + token.length();
            lineHasWord |= !token.isEmpty();
        }
        return folded.toString();
    }

    private static String neutralised(String value) {
        StringBuilder text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            text.append(c < ' ' || c == 127 ? ' ' : c);
        }
        return text.toString().strip();
    }

    private static void flush(List<String> pending, List<String> out) {
        if (!pending.isEmpty()) {
            out.addAll(EncodedWords.of(String.join(" ", pending)));
            pending.clear();
        }
    }
}
