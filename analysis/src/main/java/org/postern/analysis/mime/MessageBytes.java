// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

import org.postern.analysis.message.MessageSource;

/** A message in memory, as several readings need it, as far as its bound; the rest is read by the standard reading alone. */
final class MessageBytes implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final InputStream source;
    private final byte[] start;
    private final boolean complete;

    private MessageBytes(InputStream source, byte[] start, boolean complete) {
        this.source = source;
        this.start = start;
        this.complete = complete;
    }

    static MessageBytes read(MessageSource message, int most) throws IOException {
        InputStream source = message.open();
        try {
            long size = message.size();
            byte[] expected = source.readNBytes((int) Math.min(most, Math.max(0, size)));
            if (expected.length < size) {
                return new MessageBytes(source, expected, size <= most);
            }
            // The size may be an estimate, such as before line ends are written out.
            ByteArrayOutputStream more = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            int length = source.read(buffer);
            while (length >= 0 && expected.length + more.size() < most) {
                more.write(buffer, 0, length);
                length = source.read(buffer);
            }
            if (more.size() == 0 && length < 0) {
                return new MessageBytes(source, expected, true);
            }
            if (length >= 0) {
                more.write(buffer, 0, length);
            }
            byte[] all = Arrays.copyOf(expected, expected.length + more.size());
            System.arraycopy(more.toByteArray(), 0, all, expected.length, more.size());
            return new MessageBytes(source, all, length < 0);
        } catch (IOException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** The message, or its start where it is over the bound. */
    byte[] start() {
        return start;
    }

    boolean complete() {
        return complete;
    }

    /** The whole message; to be opened once. */
    InputStream stream() {
        return complete ? new ByteArrayInputStream(start) : new SequenceInputStream(new ByteArrayInputStream(start), source);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
