// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.message;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Passes a message through, with each field of the top header block handed to a filter. Fields are cut at CRLF, LF and bare CR alike,
 * since programs down the line differ in what they take for a line end; only an empty line ended by LF closes the header. A field
 * beyond {@value #FIELD_LIMIT} bytes passes in pieces that are not rewritten, so that memory stays bounded.
 */
final class HeaderStream extends InputStream {
    static final int FIELD_LIMIT = 256 * 1024;

    private final PushbackInputStream source;
    private final FieldFilter filter;
    private byte[] ready;
    private int position;
    private boolean inBody;
    private boolean insideField;
    private boolean keepingField = true;
    private byte lastKept;

    HeaderStream(byte[] first, InputStream source, FieldFilter filter) {
        this.source = new PushbackInputStream(new BufferedInputStream(source), 1);
        this.filter = filter;
        this.ready = first;
    }

    @Override
    public int read() throws IOException {
        while (position >= ready.length) {
            if (inBody) {
                return source.read();
            }
            refill();
        }
        return ready[position++] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (position >= ready.length) {
            if (inBody) {
                return source.read(bytes, offset, length);
            }
            refill();
        }
        int count = Math.min(length, ready.length - position);
        System.arraycopy(ready, position, bytes, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    /** Reads one field with its continuation lines, or a piece of an oversized one, or the empty line that ends the header. */
    private void refill() throws IOException {
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        boolean complete = false;
        while (!complete && field.size() < FIELD_LIMIT) {
            complete = readLine(field);
        }
        byte[] bytes = field.toByteArray();
        position = 0;
        if (insideField) {
            ready = keepingField ? bytes : new byte[0];
        } else {
            String name = name(bytes);
            keepingField = name.isEmpty() || filter.keeps(name, bytes);
            ready = !keepingField ? new byte[0] : name.isEmpty() || !complete ? bytes : filter.rewrite(name, bytes);
        }
        insideField = !complete;
        if (complete && !keepingField && lastKept == '\r' && nextIs('\n')) {
            // Together they would be one line end, and the empty line that ends the header would be lost.
            ready = new byte[] {'\n'};
        }
        if (ready.length > 0) {
            lastKept = ready[ready.length - 1];
        }
    }

    private boolean nextIs(char wanted) throws IOException {
        int next = source.read();
        if (next >= 0) {
            source.unread(next);
        }
        return next == wanted;
    }

    /** Appends up to one line; answers whether the field ends with it. */
    private boolean readLine(ByteArrayOutputStream field) throws IOException {
        int start = field.size();
        int c = source.read();
        while (c >= 0) {
            field.write(c);
            if (c == '\n' || c == '\r') {
                return lineEnd(c, start, field);
            }
            if (field.size() >= FIELD_LIMIT) {
                return false;
            }
            c = source.read();
        }
        inBody = true;
        return true;
    }

    private boolean lineEnd(int end, int start, ByteArrayOutputStream field) throws IOException {
        boolean feed = end == '\n';
        int next = source.read();
        if (!feed && next == '\n') {
            field.write(next);
            feed = true;
            next = source.read();
        }
        boolean empty = field.size() - start <= 2 && !insideField && isOnlyLineEnd(field, start);
        if (next < 0) {
            inBody = true;
            return true;
        }
        source.unread(next);
        if (empty && feed && start == 0) {
            inBody = true;
            return true;
        }
        return next != ' ' && next != '\t';
    }

    private static boolean isOnlyLineEnd(ByteArrayOutputStream field, int start) {
        byte first = field.toByteArray()[start];
        return first == '\r' || first == '\n';
    }

    private static String name(byte[] field) {
        int colon = 0;
        while (colon < field.length && field[colon] != ':' && field[colon] != '\r' && field[colon] != '\n') {
            colon++;
        }
        if (colon == field.length || field[colon] != ':') {
            return "";
        }
        return new String(field, 0, colon, StandardCharsets.ISO_8859_1).strip().toLowerCase(Locale.ROOT);
    }
}
