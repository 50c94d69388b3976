// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime.tolerant;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The contents that different decoders read out of one quoted-printable text. */
final class QuotedPrintableReadings {
    private final Slice text;

    private QuotedPrintableReadings(Slice text) {
        this.text = text;
    }

    private enum Manner {
        /** Keeps what is no code, joins lines also over blanks behind the sign. */
        USUAL,
        /** Drops the sign where no code follows. */
        SIGN_DROPPED,
        /** Drops the sign and what stands behind it up to the line's end. */
        REST_OF_LINE_DROPPED,
        /** Joins lines only where the sign is the very last character. */
        STRICT_JOIN,
        /** Decodes a code that a line end cuts in two. */
        CODE_OVER_LINES,
        /** Ends at the first fault. */
        FAULT_ENDS
    }

    /** Whether every decoder reads the text alike. */
    static boolean isPlain(Slice text) {
        byte[] data = text.data();
        for (int i = text.from(); i < text.to(); i++) {
            if (data[i] == '=') {
                if (i + 2 < text.to() && Character.digit(data[i + 1], 16) >= 0 && Character.digit(data[i + 2], 16) >= 0) {
                    i += 2;
                } else if (i + 1 < text.to() && data[i + 1] != '\n' && (data[i + 1] != '\r' || i + 2 < text.to() && data[i + 2] != '\n')) {
                    return false;
                }
            }
        }
        return true;
    }

    static byte[] usual(Slice text) {
        return new QuotedPrintableReadings(text).decode(Manner.USUAL);
    }

    static void others(Slice text, BooleanSupplier mayGoOn, Consumer<byte[]> found) {
        for (Manner manner : Manner.values()) {
            if (manner != Manner.USUAL && mayGoOn.getAsBoolean()) {
                found.accept(new QuotedPrintableReadings(text).decode(manner));
            }
        }
    }

    private byte[] decode(Manner manner) {
        DecodedBytes out = new DecodedBytes(text.length());
        byte[] data = text.data();
        int i = text.from();
        while (i < text.to()) {
            if (data[i] != '=') {
                out.write(data[i++]);
                continue;
            }
            int high = hex(i + 1);
            int low = hex(i + 2);
            if (high >= 0 && low >= 0) {
                out.write(high << 4 | low);
                i += 3;
                continue;
            }
            int afterBlanks = manner == Manner.STRICT_JOIN ? i + 1 : blanks(i + 1);
            int joined = lineBreak(afterBlanks);
            if (joined > afterBlanks) {
                i = joined;
                continue;
            }
            switch (manner) {
                case SIGN_DROPPED -> i++;
                case REST_OF_LINE_DROPPED -> i = text.nextLine(i);
                case FAULT_ENDS -> i = text.to();
                case CODE_OVER_LINES -> i = codeOverLines(i, high, out);
                default -> out.write(data[i++]);
            }
        }
        return out.toByteArray();
    }

    private int codeOverLines(int sign, int high, DecodedBytes out) {
        int next = lineBreak(sign + 2);
        int low = high >= 0 && next > sign + 2 ? hex(next) : -1;
        if (low < 0) {
            out.write('=');
            return sign + 1;
        }
        out.write(high << 4 | low);
        return next + 1;
    }

    private int hex(int place) {
        return place < text.to() ? Character.digit(text.data()[place], 16) : -1;
    }

    private int blanks(int place) {
        int i = place;
        while (i < text.to() && (text.data()[i] == ' ' || text.data()[i] == '\t')) {
            i++;
        }
        return i;
    }

    private int lineBreak(int place) {
        int i = place;
        if (i < text.to() && text.data()[i] == '\r') {
            i++;
        }
        if (i < text.to() && text.data()[i] == '\n') {
            i++;
        }
        return i;
    }
}
