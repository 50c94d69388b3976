// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.postern.analysis.message.MessageSource;

/**
 * The header of a quarantined message, made readable: enough to judge it without opening its body, and bounded whatever it holds.
 */
final class HeaderExcerpt {
    private static final int BYTES_READ = 64 * 1024;
    private static final int FIELDS_SHOWN = 100;
    private static final int CHARACTERS_SHOWN = 1000;

    /**
     * One header field, decoded.
     *
     * @param name  as written
     * @param value unfolded and decoded, cut at 1000 characters
     */
    record Field(String name, String value) {
    }

    private HeaderExcerpt() {
    }

    static List<Field> of(MessageSource message) throws IOException {
        byte[] start;
        try (InputStream stream = message.open()) {
            start = stream.readNBytes(BYTES_READ);
        }
        List<Field> fields = new ArrayList<>();
        for (String line : unfolded(text(start))) {
            int colon = line.indexOf(':');
            if (colon > 0 && fields.size() < FIELDS_SHOWN) {
                fields.add(new Field(line.substring(0, colon).strip(), readable(line.substring(colon + 1))));
            }
        }
        return fields;
    }

    private static List<String> unfolded(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\r\n|\n|\r", -1)) {
            if (line.isEmpty()) {
                break;
            }
            boolean continues = line.charAt(0) == ' ' || line.charAt(0) == '\t';
            if (continues && !lines.isEmpty()) {
                lines.set(lines.size() - 1, lines.get(lines.size() - 1) + line);
            } else {
                lines.add(line);
            }
        }
        return lines;
    }

    private static String text(byte[] bytes) {
        int end = headerEnd(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, end)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
        }
    }

    private static int headerEnd(byte[] bytes) {
        for (int i = 1; i < bytes.length; i++) {
            boolean blankLine = bytes[i] == '\n' && (bytes[i - 1] == '\n' || i > 2 && bytes[i - 1] == '\r' && bytes[i - 2] == '\n');
            if (blankLine) {
                return i;
            }
        }
        return bytes.length;
    }

    private static String readable(String value) {
        String decoded = DecoderUtil.decodeEncodedWords(value.strip(), DecodeMonitor.SILENT);
        String visible = decoded.replaceAll("\\p{Cntrl}", " ");
        return visible.length() > CHARACTERS_SHOWN ? visible.substring(0, CHARACTERS_SHOWN) + "…" : visible;
    }
}
