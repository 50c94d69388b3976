// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.icap;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what an ICAP server sends, within bounds: a server that says too much has failed. */
final class IcapInput {
    private static final int MOST_BYTES = 64 * 1024;
    private static final Pattern STATUS = Pattern.compile("(?:ICAP|HTTP)/\\d\\.\\d (\\d{3})(?: .*)?");

    private final InputStream in;

    IcapInput(InputStream in) {
        this.in = in;
    }

    /** Takes the bytes of a chunk as they come. */
    @FunctionalInterface
    interface Sink {
        void accept(byte[] bytes, int length) throws IOException;
    }

    /** Reads up to the empty line that ends a header. */
    IcapHead head() throws IOException {
        String start = line(MOST_BYTES);
        List<IcapFields.Field> fields = new ArrayList<>();
        int left = MOST_BYTES - start.length();
        for (String line = line(left); !line.isEmpty(); line = line(left)) {
            left -= line.length() + 1;
            if (Character.isWhitespace(line.charAt(0)) && !fields.isEmpty()) {
                IcapFields.Field last = fields.remove(fields.size() - 1);
                List<String> lines = new ArrayList<>(last.lines());
                lines.add(line.strip());
                fields.add(new IcapFields.Field(last.name(), lines));
            } else {
                int colon = line.indexOf(':');
                if (colon < 1) {
                    throw new IOException("answered with a header line that is none: " + line);
                }
                fields.add(new IcapFields.Field(line.substring(0, colon).strip(), List.of(line.substring(colon + 1).strip())));
            }
        }
        Matcher status = STATUS.matcher(start);
        return new IcapHead(start, status.matches() ? Integer.parseInt(status.group(1)) : 0, new IcapFields(fields));
    }

    /** Reads the header of an encapsulated HTTP message, which has this many bytes. */
    IcapHead encapsulatedHead(int length) throws IOException {
        if (length > MOST_BYTES) {
            throw new IOException("answered with a header of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("closed the connection within the answer");
        }
        return new IcapInput(new ByteArrayInputStream(bytes)).head();
    }

    /**
     * Reads a chunked body to its end.
     *
     * @param most most bytes it may have
     */
    void chunks(Sink sink, long most) throws IOException {
        long read = 0;
        byte[] buffer = new byte[16 * 1024];
        for (int left = chunkSize(); left > 0; left = chunkSize()) {
            read += left;
            if (read > most) {
                throw new IOException("answered with more than " + most + " bytes");
            }
            while (left > 0) {
                int length = in.read(buffer, 0, Math.min(buffer.length, left));
                if (length < 0) {
                    throw new EOFException("closed the connection within the answer");
                }
                sink.accept(buffer, length);
                left -= length;
            }
            line(2);
        }
        int trailers = MOST_BYTES;
        for (String line = line(trailers); !line.isEmpty(); line = line(trailers)) {
            trailers -= line.length();
        }
    }

    private int chunkSize() throws IOException {
        String text = line(1024).split(";", 2)[0].strip();
        try {
            int size = Integer.parseInt(text, 16);
            if (size >= 0) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw new IOException("answered with a chunk of no size: " + text, e);
        }
        throw new IOException("answered with a chunk of no size: " + text);
    }

    private String line(int most) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException(line.length() == 0 ? "closed the connection without an answer"
                    : "closed the connection within the answer");
            }
            if (line.length() > most) {
                throw new IOException("answered with a header of more than " + MOST_BYTES + " bytes");
            }
            line.append((char) c);
        }
        int end = line.length() > 0 && line.charAt(line.length() - 1) == '\r' ? line.length() - 1 : line.length();
        return new String(line.substring(0, end).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
