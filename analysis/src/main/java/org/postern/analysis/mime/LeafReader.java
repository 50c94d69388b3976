// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.postern.analysis.facts.Part;

/** Reads the content of one leaf part: counts it, keeps its start for type detection, and its text when it is a text part. */
final class LeafReader {
    private static final int BUFFER = 8192;
    /** Bytes that a character can take at most in the character sets of mail. */
    private static final int BYTES_PER_CHARACTER = 4;

    private final EntityHeader header;
    private final TextCollector texts;
    private final String type;
    private final int keep;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long size;

    LeafReader(EntityHeader header, TextCollector texts) {
        this.header = header;
        this.texts = texts;
        this.type = header.contentType().main();
        this.keep = isText() ? (int) Math.min(Integer.MAX_VALUE, Math.max(ContentTypes.WINDOW, (long) texts.room() * BYTES_PER_CHARACTER))
            : ContentTypes.WINDOW;
    }

    void read(InputStream content) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int length = content.read(buffer); length >= 0; length = content.read(buffer)) {
            size += length;
            kept.write(buffer, 0, Math.min(length, keep - kept.size()));
        }
    }

    Part part(int number, int depth, ContentTypes contentTypes) {
        byte[] bytes = kept.toByteArray();
        byte[] start = bytes.length > ContentTypes.WINDOW ? Arrays.copyOf(bytes, ContentTypes.WINDOW) : bytes;
        String detected = size == 0 ? ContentTypes.UNKNOWN : contentTypes.detect(start, header.fileName());
        return new Part(number, depth, type, detected, header.fileName(), header.isAttachment(), size);
    }

    void collectText(int number) {
        if (isText() && size > 0) {
            String text = Charsets.decode(kept.toByteArray(), header.contentType().get("charset"));
            texts.add(number, type.equals("text/html"), text, size > kept.size());
        }
    }

    private boolean isText() {
        return type.equals("text/plain") || type.equals("text/html");
    }
}
