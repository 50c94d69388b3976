// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypes;

/**
 * Tells the media type of content by its leading bytes. The name only makes the answer narrower, such as from zip to a document
 * format, or decides when the bytes say nothing.
 */
final class ContentTypes {
    /** Leading bytes that are looked at. */
    static final int WINDOW = 16 * 1024;
    private static final Set<String> PROGRAMS_OF_TWO_LETTERS = Set.of("application/x-msdownload", "application/x-dosexec");
    private static final String TEXT = "text/plain";
    static final String UNKNOWN = "application/octet-stream";

    // Loaded from the class itself: the service loader does not see into an extension of the server.
    private final MimeTypes types = MimeTypes.getDefaultMimeTypes(ContentTypes.class.getClassLoader());

    /** A program of this sort begins with two letters, as a sentence may, but its header holds control characters. */
    private static boolean isText(byte[] start) {
        for (byte b : start) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
                return false;
            }
        }
        return true;
    }

    /** Media type that a file name's extension stands for. */
    Optional<String> ofName(String name) {
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        try {
            return Optional.of(types.detect(null, metadata).getBaseType().toString().toLowerCase(Locale.ROOT))
                .filter(type -> !type.equals(UNKNOWN));
        } catch (IOException impossibleWithoutContent) {
            return Optional.empty();
        }
    }

    String detect(byte[] start, Optional<String> name) {
        if (name.isEmpty() && PlainProse.isPlain(start)) {
            return TEXT;
        }
        Metadata metadata = new Metadata();
        name.ifPresent(given -> metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, given));
        try {
            String type = types.detect(new ByteArrayInputStream(start), metadata).getBaseType().toString().toLowerCase(Locale.ROOT);
            return PROGRAMS_OF_TWO_LETTERS.contains(type) && isText(start) ? TEXT : type;
        } catch (IOException impossibleInMemory) {
            return UNKNOWN;
        }
    }
}
