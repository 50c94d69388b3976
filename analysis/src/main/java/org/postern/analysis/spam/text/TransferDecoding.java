// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

/** Undoes base64 and quoted-printable the forgiving way: what is not of the encoding is skipped, never refused. */
final class TransferDecoding {
    private static final byte[] SIXES = new byte[256];

    static {
        java.util.Arrays.fill(SIXES, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            SIXES[alphabet.charAt(i)] = (byte) i;
        }
    }

    private TransferDecoding() {
    }

    /** Padding inside the text counts as zero bits, padding at its end as the end. */
    static String base64(String encoded) {
        int end = encoded.length();
        while (end > 0 && (encoded.charAt(end - 1) == '=' || notOfBase64(encoded.charAt(end - 1)))) {
            end--;
        }
        byte[] out = new byte[end * 3 / 4 + 3];
        int length = 0;
        int bits = 0;
        int held = 0;
        for (int i = 0; i < end; i++) {
            char c = encoded.charAt(i);
            int six = c == '=' ? 0 : c < 256 ? SIXES[c] : -1;
            if (six < 0) {
                continue;
            }
            bits = bits << 6 | six;
            held += 6;
            if (held >= 8) {
                held -= 8;
                out[length++] = (byte) (bits >> held);
            }
        }
        return new String(out, 0, 0, length);
    }

    /** White space before line ends goes, soft line ends go, other escapes that are no hexadecimal stay as they are. */
    static String quotedPrintable(String encoded) {
        StringBuilder text = new StringBuilder(encoded.length());
        int i = 0;
        while (i < encoded.length()) {
            char c = encoded.charAt(i);
            if (c == ' ' || c == '\t') {
                int behind = i + 1;
                while (behind < encoded.length() && (encoded.charAt(behind) == ' ' || encoded.charAt(behind) == '\t')) {
                    behind++;
                }
                if (lineEnd(encoded, behind) == 0) {
                    text.append(encoded, i, behind);
                }
                i = behind;
            } else if (c == '=') {
                i = escape(encoded, i, text);
            } else {
                text.append(c);
                i++;
            }
        }
        return text.toString();
    }

    private static int escape(String encoded, int at, StringBuilder text) {
        int blanks = at + 1;
        while (blanks < encoded.length() && (encoded.charAt(blanks) == ' ' || encoded.charAt(blanks) == '\t')) {
            blanks++;
        }
        int soft = lineEnd(encoded, blanks);
        if (soft > 0) {
            return blanks + soft;
        }
        if (at + 2 < encoded.length() && Character.digit(encoded.charAt(at + 1), 16) >= 0
            && Character.digit(encoded.charAt(at + 2), 16) >= 0) {
            text.append((char) (Character.digit(encoded.charAt(at + 1), 16) << 4 | Character.digit(encoded.charAt(at + 2), 16)));
            return at + 3;
        }
        text.append('=');
        return at + 1;
    }

    private static int lineEnd(String text, int at) {
        if (text.startsWith("\r\n", at)) {
            return 2;
        }
        return at < text.length() && text.charAt(at) == '\n' ? 1 : 0;
    }

    private static boolean notOfBase64(char c) {
        return c >= 256 || SIXES[c] < 0 && c != '=';
    }
}
