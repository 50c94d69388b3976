// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

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
    static final String UNKNOWN = "application/octet-stream";

    // Loaded from the class itself: the service loader does not see into an extension of the server.
    private final MimeTypes types = MimeTypes.getDefaultMimeTypes(ContentTypes.class.getClassLoader());

    String detect(byte[] start, Optional<String> name) {
        Metadata metadata = new Metadata();
        name.ifPresent(given -> metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, given));
        try {
            return types.detect(new ByteArrayInputStream(start), metadata).getBaseType().toString().toLowerCase(Locale.ROOT);
        } catch (IOException impossibleInMemory) {
            return UNKNOWN;
        }
    }
}
