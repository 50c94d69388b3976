// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dkim;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.postern.analysis.message.MessageSource;

/**
 * A message as signatures see it: its header fields byte for byte, and its body as a stream. A bare LF counts as a line end, as in mail
 * that came from elsewhere than SMTP; a bare CR is part of its line.
 *
 * @param fields the header fields in order
 * @param source the message
 * @param body   bytes before the body
 */
public record RawMessage(List<RawField> fields, MessageSource source, long body) {
    /** A header beyond this is not that of honest mail, and its fields are not looked at further. */
    private static final int HEADER = 4 * 1024 * 1024;

    /**
     * Reads the header.
     *
     * @throws IOException when the message cannot be read
     */
    public static RawMessage read(MessageSource source) throws IOException {
        List<RawField> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        long position = 0;
        try (InputStream in = new BufferedInputStream(source.open(), 1 << 16)) {
            StringBuilder line = new StringBuilder();
            int c = in.read();
            while (c >= 0 && position < HEADER) {
                position++;
                if (c != '\n') {
                    line.append((char) c);
                    c = in.read();
                    continue;
                }
                if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
                    line.setLength(line.length() - 1);
                }
                if (line.length() == 0) {
                    break;
                }
                add(line, field, fields);
                line.setLength(0);
                c = in.read();
            }
            if (line.length() > 0) {
                add(line, field, fields);
            }
        }
        flush(field, fields);
        return new RawMessage(List.copyOf(fields), source, position);
    }

    public Stream<RawField> named(String name) {
        return fields.stream().filter(field -> field.named(name));
    }

    /** Feeds the body to all digests in one pass. */
    void digestBody(Collection<BodyDigest> digests) throws IOException {
        try (InputStream in = source.open()) {
            in.skipNBytes(body);
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                for (BodyDigest digest : digests) {
                    digest.update(buffer, count);
                }
            }
        }
    }

    /** Text of bytes, one character each. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void add(StringBuilder line, StringBuilder field, List<RawField> fields) {
        if (field.length() > 0 && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
            field.append("\r\n").append(line);
            return;
        }
        flush(field, fields);
        field.append(line);
    }

    private static void flush(StringBuilder field, List<RawField> fields) {
        int colon = field.indexOf(":");
        if (colon > 0) {
            fields.add(new RawField(field.substring(0, colon).stripTrailing(), field.toString()));
        }
        field.setLength(0);
    }
}
