// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Reads the content of one leaf part: counts it, and keeps of it what type detection, spam analysis and inspectors look at. */
final class LeafReader {
    private static final int BUFFER = 8192;
    private static final Pattern TYPE = Pattern.compile("[!#-'*+.0-9^-~A-Z-]+/[!#-'*+.0-9^-~A-Z-]+");
    /** Bytes that a character can take at most in the character sets of mail. */
    private static final int BYTES_PER_CHARACTER = 4;

    private final EntityHeader header;
    private final TextCollector texts;
    private final InspectionBudget budget;
    private final String type;
    private final int keep;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long size;

    /** Keeps at least so many bytes, and of text as much as spam analysis takes. */
    LeafReader(EntityHeader header, TextCollector texts, InspectionBudget budget, int keep) {
        this.budget = budget;
        this.header = header;
        this.texts = texts;
        this.type = header.contentType().main();
        long forText = isText() || isOfNoType() ? (long) texts.room() * BYTES_PER_CHARACTER : 0;
        this.keep = (int) Math.min(Integer.MAX_VALUE, Math.max(Math.max(ContentTypes.WINDOW, forText), keep));
    }

    void read(InputStream content) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int length = content.read(buffer); length >= 0; length = content.read(buffer)) {
            budget.checkTime();
            size += length;
            kept.write(buffer, 0, Math.min(length, keep - kept.size()));
        }
    }

    /** The content for inspectors. */
    PartContent content(int number, ContentTypes contentTypes) {
        byte[] bytes = kept.toByteArray();
        byte[] start = bytes.length > ContentTypes.WINDOW ? Arrays.copyOf(bytes, ContentTypes.WINDOW) : bytes;
        String detected = size == 0 ? ContentTypes.UNKNOWN : contentTypes.detect(start, header.fileName());
        return new PartContent(number, 0, type, detected, header.fileName(), bytes, size == bytes.length);
    }

    long size() {
        return size;
    }

    void collectText(PartContent content) {
        if (size > 0 && (isText() || isOfNoType() && content.detectedType().startsWith("text/"))) {
            String text = Charsets.decode(content.bytes(), header.contentType().get("charset"), texts.room() + 1);
            boolean html = (isText() ? type : content.detectedType()).equals("text/html");
            texts.add(content.part(), html, text, !content.complete());
        }
    }

    private boolean isText() {
        return type.equals("text/plain") || type.equals("text/html");
    }

    /** A type that breaks the form of types says nothing (RFC 2045 section 5.2): mail programs show the content as the text that it is. */
    private boolean isOfNoType() {
        return !TYPE.matcher(type).matches();
    }
}
