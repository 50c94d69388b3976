// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime.tolerant;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Finds the delimiters of one boundary in a multipart's body, in each way that programs look for them. */
final class MultipartSplit {
    private final Slice body;
    private final byte[] delimiter;
    private final List<Delimiter> found = new ArrayList<>();

    /** How a delimiter stands in its line. */
    enum Form {
        /** Alone in its line, blanks behind it at most. */
        EXACT,
        /** Alone but for two hyphens that close the multipart. */
        CLOSING,
        /** At the start of a line that goes on. */
        PREFIX,
        /** Within a line. */
        WITHIN
    }

    /** A delimiter from its first byte to the start of the following line, or, within a line, to its own end. */
    record Delimiter(int start, int end, Form form) {
    }

    /** Content between two delimiters. */
    record Piece(Slice content, Place place) {
    }

    /** Where a piece stands. */
    enum Place {
        PREAMBLE, PART, EPILOGUE, PART_AFTER_END
    }

    MultipartSplit(Slice body, String boundary, int most) {
        this.body = body;
        this.delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        ByteSearch search = new ByteSearch(delimiter);
        for (int at = search.next(body, body.from()); at >= 0 && found.size() <= most; at = search.next(body, at + 1)) {
            boolean within = at > body.from() && body.data()[at - 1] != '\n';
            // Only where a line begins is its end looked for, which would take quadratic time within a long line.
            int next = within ? at + delimiter.length : body.nextLine(at);
            found.add(new Delimiter(at, next, within ? Form.WITHIN : form(at, next)));
        }
    }

    List<Delimiter> delimiters() {
        return found;
    }

    /** Whether every program finds the same delimiters here, and the last one closes. */
    boolean isPlain() {
        for (int i = 0; i < found.size(); i++) {
            Form form = found.get(i).form();
            if (form != Form.EXACT && (form != Form.CLOSING || i != found.size() - 1)) {
                return false;
            }
        }
        return !found.isEmpty();
    }

    boolean has(Form form) {
        return found.stream().anyMatch(each -> each.form() == form);
    }

    /** The pieces when delimiters of these forms count. */
    List<Piece> pieces(List<Form> counting) {
        List<Piece> pieces = new ArrayList<>();
        int from = body.from();
        Place place = Place.PREAMBLE;
        boolean closed = false;
        for (Delimiter each : found) {
            if (each.start() < from || !counting.contains(each.form())) {
                continue;
            }
            pieces.add(new Piece(body.between(from, textEnd(from, each.start())), place));
            from = each.end();
            if (each.form() == Form.CLOSING) {
                closed = true;
                place = Place.EPILOGUE;
            } else {
                place = closed ? Place.PART_AFTER_END : Place.PART;
            }
        }
        pieces.add(new Piece(body.between(from, body.to()), place));
        return pieces;
    }

    /** The line end before a delimiter belongs to it. */
    private int textEnd(int from, int start) {
        int end = start;
        if (end > from && body.data()[end - 1] == '\n') {
            end--;
        }
        return end > from && body.data()[end - 1] == '\r' ? end - 1 : end;
    }

    private Form form(int at, int next) {
        int end = body.lineEnd(at, next);
        Slice rest = body.between(at + delimiter.length, end);
        if (rest.isBlank() && !rest.contains((byte) '\r')) {
            return Form.EXACT;
        }
        boolean closing = rest.length() >= 2 && rest.data()[rest.from()] == '-' && rest.data()[rest.from() + 1] == '-';
        return closing && rest.between(rest.from() + 2, rest.to()).isBlank() ? Form.CLOSING : Form.PREFIX;
    }
}
