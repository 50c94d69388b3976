// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;

/**
 * The decoded content of a part, or of a member of one, as inspectors get it.
 *
 * @param part         number of the MIME part that it is or lies in
 * @param depth        0 for the part's own content, 1 for a member of it, and so on
 * @param declaredType media type that the part's header declares, lower case; empty for members
 * @param detectedType media type by content
 * @param name         file name, or the member's name as it stands in the archive
 * @param bytes        the content; shared, not to be changed
 * @param complete     whether these are all bytes; false when a bound cut the rest off, which is a fact already
 */
public record PartContent(int part, int depth, String declaredType, String detectedType, Optional<String> name, byte[] bytes,
                          boolean complete) {

    /** The content from its first byte. */
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    /** Whether the content begins with these bytes, given as ISO-8859-1. */
    public boolean startsWith(String latin1) {
        return holds(0, latin1);
    }

    /** Whether these bytes, given as ISO-8859-1, stand at an offset. */
    public boolean holds(int offset, String latin1) {
        if (bytes.length < offset + latin1.length()) {
            return false;
        }
        for (int i = 0; i < latin1.length(); i++) {
            if ((bytes[offset + i] & 0xff) != latin1.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
