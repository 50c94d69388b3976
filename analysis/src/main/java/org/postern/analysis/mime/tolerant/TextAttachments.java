// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime.tolerant;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds files that stand encoded within text: uuencode in both alphabets, and yEnc. */
final class TextAttachments {
    private static final int MOST = 50;
    private static final ByteSearch UU = new ByteSearch("begin".getBytes(StandardCharsets.US_ASCII));
    private static final ByteSearch YENC = new ByteSearch("=ybegin ".getBytes(StandardCharsets.US_ASCII));
    private static final Pattern UU_LINE = Pattern.compile("(?i)begin(-base64)?[ \\t]+[0-7]{3,4}[ \\t]+(.{1,500})");
    private static final Pattern YENC_NAME = Pattern.compile("name=(.{1,500})");

    private TextAttachments() {
    }

    /** Whether the text may hold any; cheap, and never no where there is one. */
    static boolean possible(Slice text) {
        return starts(UU, text, text.from()) >= 0 || starts(YENC, text, text.from()) >= 0;
    }

    static List<TextAttachment> find(Slice text) {
        List<TextAttachment> found = new ArrayList<>();
        for (int at = starts(UU, text, text.from()); at >= 0 && found.size() < MOST; at = starts(UU, text, at + 1)) {
            int next = text.nextLine(at);
            Matcher begin = UU_LINE.matcher(text.between(at, text.lineEnd(at, next)).latin1());
            if (begin.matches()) {
                Slice body = text.between(next, text.to());
                byte[] content = begin.group(1) == null ? uudecode(body) : Base64Readings.usual(untilEquals(body));
                if (content.length > 0) {
                    found.add(new TextAttachment("uuencode", begin.group(2).strip(), content));
                }
            }
        }
        for (int at = starts(YENC, text, text.from()); at >= 0 && found.size() < MOST; at = starts(YENC, text, at + 1)) {
            int next = text.nextLine(at);
            Matcher name = YENC_NAME.matcher(text.between(at, text.lineEnd(at, next)).latin1());
            byte[] content = ydecode(text.between(next, text.to()));
            if (content.length > 0) {
                found.add(new TextAttachment("yenc", name.find() ? name.group(1).strip() : "", content));
            }
        }
        return found;
    }

    /** Next occurrence at the start of a line. */
    private static int starts(ByteSearch search, Slice text, int from) {
        for (int at = search.next(text, from); at >= 0; at = search.next(text, at + 1)) {
            if (at == text.from() || text.data()[at - 1] == '\n' || text.data()[at - 1] == '\r') {
                return at;
            }
        }
        return -1;
    }

    private static Slice untilEquals(Slice body) {
        for (int start = body.from(); start < body.to(); start = body.nextLine(start)) {
            if (body.between(start, body.lineEnd(start, body.nextLine(start))).latin1().equals("====")) {
                return body.between(body.from(), start);
            }
        }
        return body;
    }

    /** Decodes lines until one that cannot be one, or the end line. */
    static byte[] uudecode(Slice body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int start = body.from(); start < body.to();) {
            int next = body.nextLine(start);
            int end = body.lineEnd(start, next);
            int length = end > start ? (body.data()[start] - ' ') & 0x3f : 0;
            boolean ends = end > start + 2 && body.data()[start] == 'e' && body.data()[start + 1] == 'n' && body.data()[start + 2] == 'd';
            if (length == 0 || ends && end - start == 3) {
                if (end > start) {
                    break;
                }
                start = next;
                continue;
            }
            uuLine(body, start + 1, end, length, out);
            start = next;
        }
        return out.toByteArray();
    }

    private static void uuLine(Slice body, int from, int to, int length, ByteArrayOutputStream out) {
        int left = length;
        for (int i = from; left > 0 && i < to; i += 4) {
            int bits = 0;
            for (int j = 0; j < 4; j++) {
                bits = bits << 6 | (i + j < to ? (body.data()[i + j] - ' ') & 0x3f : 0);
            }
            for (int shift = 16; shift >= 0 && left > 0; shift -= 8) {
                out.write(bits >> shift);
                left--;
            }
        }
    }

    static byte[] ydecode(Slice body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int start = body.from(); start < body.to();) {
            int next = body.nextLine(start);
            int end = body.lineEnd(start, next);
            if (end - start > 1 && body.data()[start] == '=' && body.data()[start + 1] == 'y') {
                if (end - start > 4 && body.data()[start + 2] == 'e') {
                    break;
                }
            } else {
                for (int i = start; i < end; i++) {
                    boolean escaped = body.data()[i] == '=' && i + 1 < end;
                    out.write(escaped ? body.data()[++i] - 64 - 42 : body.data()[i] - 42);
                }
            }
            start = next;
        }
        return out.toByteArray();
    }
}
