// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.function.Consumer;

/**
 * Finds what mail programs make clickable in plain text: URIs of known schemes, host names that look like those of servers, mail addresses,
 * and bare host names under a top level domain.
 */
final class TextUris {
    private static final String ENDS = "><\"`}]{[|\u001b\u00a0";
    private static final String STARTS = "><\"'`,{[(|\u001b\u00a0";
    private static final String BARE_STARTS = "!\"#$&'()*+,/:;<=>?@[\\]^`{|}~\u001b\u00a0";
    private static final int LONGEST = 2048;
    private static final int LONGEST_SIDE = 251;
    private static final int LONGEST_HOST = 252;

    private static final byte END = 1;
    private static final byte MAIL_END = 2;
    private static final byte START = 4;
    private static final byte WORD = 8;
    private static final byte[] KINDS = kinds();

    private final DomainBoundaries boundaries;
    private final String line;
    private final Consumer<Found> receiver;
    private int mailEnd = -1;
    /** Place of the next at sign, looked for once for each; behind the line when there is none. */
    private int nextSign = -1;

    /** What a find is. */
    enum Kind {
        SCHEME,
        MAIL,
        BARE
    }

    /**
     * One find.
     *
     * @param host of a bare name
     */
    record Found(Kind kind, String text, String host) {
    }

    TextUris(String line, DomainBoundaries boundaries, Consumer<Found> receiver) {
        this.line = line;
        this.boundaries = boundaries;
        this.receiver = receiver;
    }

    void scan() {
        if (line.indexOf('.') < 0 && line.indexOf('@') < 0 && line.indexOf(':') < 0) {
            return;
        }
        int at = 0;
        while (at < line.length()) {
            int end = mayStart(at) ? find(at) : -1;
            at = end > at ? end : at + 1;
        }
    }

    private int find(int at) {
        int end = scheme(at);
        if (end > at) {
            return found(Kind.SCHEME, at, end, "");
        }
        end = mail(at);
        if (end > at) {
            return found(Kind.MAIL, at, end, "");
        }
        if (at == 0 || Octets.isSpace(line.charAt(at - 1)) || BARE_STARTS.indexOf(line.charAt(at - 1)) >= 0) {
            return bare(at);
        }
        return -1;
    }

    private int found(Kind kind, int at, int end, String host) {
        receiver.accept(new Found(kind, line.substring(at, end), host));
        return end;
    }

    private boolean mayStart(int at) {
        boolean before = at > 0 && is(line.charAt(at - 1), WORD);
        if (before != is(line.charAt(at), WORD)) {
            return true;
        }
        return at > 0 && (is(line.charAt(at - 1), START)
            || at > 2 && line.charAt(at - 2) == '(' && line.charAt(at - 3) == '\u001b');
    }

    private int scheme(int at) {
        int behind = afterKnownStart(at);
        if (behind < 0) {
            return -1;
        }
        int end = behind;
        while (end < line.length() && !ends(line.charAt(end))) {
            end++;
        }
        return end > behind && end - behind <= LONGEST ? end : -1;
    }

    private int afterKnownStart(int at) {
        char c = line.charAt(at);
        if (c == 'h' || c == 'H') {
            return starts("http://", at) ? at + 7 : starts("https://", at) ? at + 8 : -1;
        }
        if (c == 'f' || c == 'F') {
            return starts("ftp://", at) ? at + 6 : starts("ftp.", at) ? at + 4 : -1;
        }
        if ((c == 'w' || c == 'W') && starts("www", at)) {
            int dot = at + 3;
            while (dot < line.length() && dot < at + 5 && line.charAt(dot) >= '0' && line.charAt(dot) <= '9') {
                dot++;
            }
            return dot < line.length() && line.charAt(dot) == '.' ? dot + 1 : -1;
        }
        return -1;
    }

    private int mail(int at) {
        if ((line.charAt(at) | ' ') == 'm' && starts("mailto:", at)) {
            int end = mailEnd(at + 7);
            if (end > at + 7 && end - at - 7 <= LONGEST) {
                return end;
            }
        }
        int end = mailEnd(at);
        int sign = nextSign(at);
        if (sign <= at || sign >= end - 1 || sign - at > LONGEST_SIDE || end - sign - 1 > LONGEST_SIDE) {
            return -1;
        }
        return end;
    }

    private int nextSign(int at) {
        if (nextSign < at) {
            int sign = line.indexOf('@', at);
            nextSign = sign < 0 ? line.length() : sign;
        }
        return nextSign;
    }

    /** Where the run of characters ends that may stand in an address; looked for once for each run. */
    private int mailEnd(int at) {
        if (at >= mailEnd) {
            int end = at;
            while (end < line.length() && !endsMail(line.charAt(end))) {
                end++;
            }
            if (end == at) {
                return at;
            }
            mailEnd = end;
        }
        return mailEnd;
    }

    private int bare(int at) {
        if (!Octets.isAlphanumeric(line.charAt(at))) {
            return -1;
        }
        int end = at;
        while (end < line.length() && hostCharacter(line.charAt(end))) {
            end++;
        }
        int hostEnd = end;
        if (line.charAt(end - 1) == '.') {
            hostEnd--;
        }
        int dot = hostEnd - 1;
        while (dot > at && line.charAt(dot) != '.') {
            dot--;
        }
        if (dot <= at || dot - at > LONGEST_HOST || !topLevel(dot + 1, hostEnd)) {
            return -1;
        }
        int behind = path(port(end));
        return behind >= 0 && (behind == line.length() || ends(line.charAt(behind)))
            ? found(Kind.BARE, at, behind, line.substring(at, hostEnd)) : -1;
    }

    private boolean topLevel(int from, int to) {
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if (!Octets.isAlphanumeric(c) && c != '-') {
                return false;
            }
        }
        return to > from && boundaries.isTopLevel(Octets.lower(line.substring(from, to)));
    }

    private int port(int at) {
        if (at >= line.length() || line.charAt(at) != ':') {
            return at;
        }
        int end = at + 1;
        while (end < line.length() && end < at + 6 && line.charAt(end) >= '0' && line.charAt(end) <= '9') {
            end++;
        }
        return end == at + 1 ? -1 : end;
    }

    private int path(int at) {
        if (at < 0 || at >= line.length() || line.charAt(at) != '/') {
            return at;
        }
        int end = at + 1;
        while (end < line.length() && !ends(line.charAt(end))) {
            end++;
        }
        return end == at + 1 || end - at - 1 > LONGEST ? -1 : end;
    }

    private boolean starts(String text, int at) {
        return line.regionMatches(true, at, text, 0, text.length());
    }

    private static boolean hostCharacter(char c) {
        return c == '.' || c == '-' || is(c, WORD);
    }

    private static boolean ends(char c) {
        return is(c, END);
    }

    private static boolean endsMail(char c) {
        return c >= 0x80 || is(c, MAIL_END);
    }

    private static boolean is(char c, byte kind) {
        return c < KINDS.length && (KINDS[c] & kind) != 0;
    }

    /** Every sign of a text is asked for, so that a table pays. */
    private static byte[] kinds() {
        byte[] kinds = new byte[1 << Byte.SIZE];
        for (char c = 0; c < kinds.length; c++) {
            boolean end = Octets.isSpace(c) || ENDS.indexOf(c) >= 0;
            boolean mailEnd = end || c == ',' || c == '(' || c == '\'';
            boolean start = Octets.isSpace(c) || STARTS.indexOf(c) >= 0;
            kinds[c] = (byte) ((end ? END : 0) | (mailEnd ? MAIL_END : 0) | (start ? START : 0) | (Octets.isWord(c) ? WORD : 0));
        }
        return kinds;
    }
}
