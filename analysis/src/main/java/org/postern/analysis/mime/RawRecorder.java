// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Counts the bytes that pass and keeps the first of them, and remembers a failure of the source, so that it is told apart from
 * faults that the parser finds in the content.
 */
final class RawRecorder extends FilterInputStream {
    private static final int BUFFER = 8192;

    private final int limit;
    private final ByteArrayOutputStream start = new ByteArrayOutputStream();
    private long count;
    private IOException failure;

    RawRecorder(InputStream source, int limit) {
        super(source);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int length = read(one, 0, 1);
        return length < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int got = super.read(bytes, offset, length);
            if (got > 0) {
                count += got;
                start.write(bytes, offset, Math.min(got, limit - start.size()));
            }
            return got;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Reads to the end, for the count, and reports a failure of the source that the parser may have taken for a fault of form. */
    void drain() throws IOException {
        if (failure != null) {
            throw failure;
        }
        byte[] buffer = new byte[BUFFER];
        while (read(buffer, 0, buffer.length) >= 0) {
            continue;
        }
    }

    long count() {
        return count;
    }

    String start() {
        return start.toString(StandardCharsets.ISO_8859_1);
    }
}
