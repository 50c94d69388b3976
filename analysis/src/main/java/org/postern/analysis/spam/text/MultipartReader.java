// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.Optional;
import java.util.Queue;

/** Cuts the body of a multipart at its boundary lines. What stands before the first of them is dropped, if there is one at all. */
final class MultipartReader {
    private static final int LONGEST_LINE = 2048;
    private static final int MOST_PARTS = 1000;

    private final MailParser.Pending multipart;
    private final String boundary;
    private final String body;
    private final MailFaults faults;
    private final Queue<MailParser.Pending> found;

    private MailFields fields = new MailFields();
    private StringBuilder field;
    private StringBuilder part;
    private boolean inBody;
    private boolean nested;
    private int parts;

    private enum Line {
        TEXT,
        BOUNDARY,
        LAST_BOUNDARY
    }

    MultipartReader(MailParser.Pending multipart, MailFaults faults, Queue<MailParser.Pending> found) {
        this.multipart = multipart;
        this.boundary = "--" + multipart.boundary().orElseThrow();
        this.body = multipart.body();
        this.faults = faults;
        this.found = found;
    }

    void read() {
        multipart.node().contains();
        int at = start();
        while (at < body.length()) {
            int next = lineEnd(at);
            Line kind = kind(at, next);
            if (nested && kind != Line.TEXT) {
                nested = kind != Line.LAST_BOUNDARY;
                kind = Line.TEXT;
            }
            if (kind == Line.TEXT && next < body.length()) {
                line(at, next);
            } else {
                endPart(kind, at, next);
                if (kind == Line.LAST_BOUNDARY) {
                    faults.closed(boundary.substring(2));
                    epilogue(next);
                    return;
                }
                if (next < body.length() && !startsFieldAt(next)) {
                    faults.add("missing_mime_headers");
                }
                if (++parts == MOST_PARTS) {
                    faults.add("mimepart_limit_exceeded");
                    return;
                }
            }
            at = next;
        }
    }

    private int start() {
        for (int at = 0; at < body.length(); at = lineEnd(at)) {
            if (kind(at, lineEnd(at)) == Line.BOUNDARY) {
                faults.opened(boundary.substring(2));
                int next = lineEnd(at);
                if (next < body.length() && !startsFieldAt(next)) {
                    faults.add("missing_mime_headers");
                }
                return next;
            }
        }
        return 0;
    }

    private void line(int at, int next) {
        if (!inBody) {
            String line = body.substring(at, next);
            if (HeaderReader.startsField(line)) {
                finishField();
                field = new StringBuilder(line);
                return;
            }
            if ((line.charAt(0) == ' ' || line.charAt(0) == '\t') && field != null) {
                field.append(line);
                return;
            }
            endHeader();
            inBody = true;
            if (line.equals("\n") || line.equals("\r\n")) {
                return;
            }
            faults.add("missing_mime_head_body_separator");
        }
        append(at, next);
    }

    private void endPart(Line kind, int at, int next) {
        if (kind == Line.TEXT) {
            append(at, next);
        }
        String text = part == null ? "" : part.toString();
        if (kind != Line.TEXT && text.endsWith("\n")) {
            text = text.substring(0, text.length() - 1);
        }
        MimeNode node = new MimeNode(fields);
        ContentType type = ContentType.parse(fields.last("Content-Type"));
        node.type(type.missing() && multipart.node().type().equals("multipart/digest") ? "message/rfc822" : type.type());
        Optional<String> inner = type.boundary().isPresent() ? type.boundary() : multipart.boundary();
        multipart.node().add(node);
        found.add(new MailParser.Pending(node, inner, text, multipart.depth() - 1));
        fields = new MailFields();
        field = null;
        part = null;
        inBody = false;
    }

    private void append(int at, int next) {
        if (part == null) {
            part = new StringBuilder();
        }
        int from = at;
        while (next - from > LONGEST_LINE) {
            part.append(body, from, from + LONGEST_LINE).append('\n');
            from += LONGEST_LINE;
        }
        part.append(body, from, next);
    }

    private void finishField() {
        if (field == null) {
            return;
        }
        int colon = field.indexOf(":");
        String name = field.substring(0, colon);
        int value = colon + 1;
        while (value < field.length() && Octets.isSpace(field.charAt(value))) {
            value++;
        }
        fields.add(name, field.substring(value));
        field = null;
    }

    /** A part that declares the very boundary of its parent is read as one piece up to that boundary's end. */
    private void endHeader() {
        boolean typeComesLast = field != null && Octets.lower(field.substring(0, field.indexOf(":"))).equals("content-type");
        finishField();
        if (typeComesLast && ContentType.parse(fields.last("Content-Type")).boundary().equals(multipart.boundary())) {
            nested = true;
        }
    }

    private void epilogue(int at) {
        for (int i = at; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c != '.' && !Octets.isSpace(c)) {
                faults.add("mime_epilogue_exists");
                return;
            }
        }
    }

    private Line kind(int at, int next) {
        if (!body.startsWith(boundary, at)) {
            return Line.TEXT;
        }
        int behind = at + boundary.length();
        if (blank(behind, next)) {
            return Line.BOUNDARY;
        }
        return body.startsWith("--", behind) && blank(behind + 2, next) ? Line.LAST_BOUNDARY : Line.TEXT;
    }

    private boolean blank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Octets.isSpace(body.charAt(i))) {
                return false;
            }
        }
        return from <= to;
    }

    private boolean startsFieldAt(int at) {
        String line = body.substring(at, lineEnd(at));
        int end = HeaderReader.nameEnd(line);
        return end > 0 && end < line.length() && line.charAt(end) == ':';
    }

    private int lineEnd(int at) {
        int end = body.indexOf('\n', at);
        return end < 0 ? body.length() : end + 1;
    }
}
