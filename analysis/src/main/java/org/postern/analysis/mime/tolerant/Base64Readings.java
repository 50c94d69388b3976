// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime.tolerant;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The contents that different decoders read out of one base64 text. They agree where the text is in order. */
final class Base64Readings {
    private static final int CR_LF = -2;
    private static final int PAD = -3;
    private static final int JUNK = -1;
    private static final int[] VALUE = values();
    private static final int TELLING_LINE = 20;

    private final Slice text;

    private Base64Readings(Slice text) {
        this.text = text;
    }

    /** What a decoder does where the text leaves the standard. */
    private enum Manner {
        /** Passes junk over and ends at the padding. */
        USUAL,
        /** Begins anew behind padding. */
        PADDING_PASSED,
        /** Takes padding for junk. */
        PADDING_IGNORED,
        /** Ends at the first junk. */
        JUNK_ENDS,
        /** Decodes each line for itself. */
        LINES,
        /** Passes lines over that hold junk. */
        JUNK_LINES_PASSED,
        /** Takes hyphen and underline for the last two letters. */
        URL_LETTERS
    }

    /** Whether every decoder reads the text alike. */
    static boolean isPlain(Slice text) {
        byte[] data = text.data();
        int inLine = 0;
        int pads = 0;
        for (int i = text.from(); i < text.to(); i++) {
            int value = VALUE[data[i] & 0xff];
            if (value >= 0) {
                inLine++;
                if (pads > 0) {
                    return false;
                }
            } else if (value == PAD) {
                inLine++;
                pads++;
            } else if (value == CR_LF) {
                if (inLine % 4 != 0) {
                    return false;
                }
                inLine = 0;
            } else {
                return false;
            }
        }
        return inLine % 4 == 0 && pads <= 2;
    }

    /** Decodes as most programs do. */
    static byte[] usual(Slice text) {
        return new Base64Readings(text).decode(Manner.USUAL);
    }

    /** Gives all readings but the usual one, each made when its turn comes. */
    static void others(Slice text, BooleanSupplier mayGoOn, Consumer<byte[]> found) {
        for (Manner manner : Manner.values()) {
            if (manner != Manner.USUAL && (manner != Manner.URL_LETTERS || text.contains((byte) '-') || text.contains((byte) '_'))
                && mayGoOn.getAsBoolean()) {
                found.accept(new Base64Readings(text).decode(manner));
            }
        }
    }

    /**
     * Whether readings differ for more than a few words of plain text behind the content, as mailing lists add them: some whole line of
     * base64 letters stands behind padding or between junk.
     */
    static boolean isTelling(Slice text) {
        boolean irregular = false;
        for (int start = text.from(); start < text.to();) {
            int next = text.nextLine(start);
            int end = text.lineEnd(start, next);
            int letters = 0;
            boolean junk = false;
            boolean padded = false;
            for (int i = start; i < end; i++) {
                int value = VALUE[text.data()[i] & 0xff];
                letters += value >= 0 ? 1 : 0;
                junk |= value == JUNK && text.data()[i] != ' ' && text.data()[i] != '\t' || value >= 0 && padded;
                padded |= value == PAD;
            }
            boolean coded = !junk && letters > 0 && text.between(start, end).latin1().strip().indexOf(' ') < 0;
            if (irregular && coded && letters + (padded ? TELLING_LINE : 0) >= TELLING_LINE) {
                return true;
            }
            irregular |= junk || padded || coded && letters % 4 != 0;
            if (junk && letters >= TELLING_LINE && text.between(start, end).latin1().strip().indexOf(' ') < 0) {
                return true;
            }
            start = next;
        }
        return false;
    }

    private byte[] decode(Manner manner) {
        DecodedBytes out = new DecodedBytes(text.length() + 3);
        int bits = 0;
        int count = 0;
        for (int i = text.from(); i < text.to(); i++) {
            byte b = text.data()[i];
            if (manner == Manner.JUNK_LINES_PASSED && (i == text.from() || text.data()[i - 1] == '\n') && junkLine(i)) {
                i = text.nextLine(i) - 1;
                continue;
            }
            int value = VALUE[b & 0xff];
            if (manner == Manner.URL_LETTERS && (b == '-' || b == '_')) {
                value = b == '-' ? 62 : 63;
            }
            if (value >= 0) {
                bits = bits << 6 | value;
                count++;
                if (count == 4) {
                    write(out, bits, count);
                    count = 0;
                    bits = 0;
                }
            } else if (value == PAD && manner != Manner.PADDING_IGNORED && manner != Manner.URL_LETTERS) {
                // A sign of padding where none can stand is junk.
                if (count >= 2) {
                    write(out, bits, count);
                    count = 0;
                    bits = 0;
                    if (manner == Manner.USUAL || manner == Manner.JUNK_ENDS) {
                        return out.toByteArray();
                    }
                }
            } else if (b == '\n' && manner == Manner.LINES) {
                write(out, bits, count);
                count = 0;
                bits = 0;
            } else if (value == JUNK && manner == Manner.JUNK_ENDS && b != ' ' && b != '\t') {
                break;
            }
        }
        write(out, bits, count);
        return out.toByteArray();
    }

    private boolean junkLine(int start) {
        int end = text.lineEnd(start, text.nextLine(start));
        for (int i = start; i < end; i++) {
            if (VALUE[text.data()[i] & 0xff] == JUNK) {
                return true;
            }
        }
        return false;
    }

    private static void write(DecodedBytes out, int bits, int count) {
        int whole = bits << (4 - count) * 6;
        if (count >= 2) {
            out.write(whole >> 16);
        }
        if (count >= 3) {
            out.write(whole >> 8);
        }
        if (count == 4) {
            out.write(whole);
        }
    }

    private static int[] values() {
        int[] values = new int[256];
        Arrays.fill(values, JUNK);
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < letters.length(); i++) {
            values[letters.charAt(i)] = i;
        }
        values['='] = PAD;
        values['\r'] = CR_LF;
        values['\n'] = CR_LF;
        return values;
    }
}
