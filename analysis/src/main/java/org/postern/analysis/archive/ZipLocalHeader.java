// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.util.Optional;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/**
 * What a zip says of a member just before its content (APPNOTE 4.3.7). It exists because a program that reads from the front believes
 * this, and one that reads the list at the end believes that, so that one archive can show different files to each.
 *
 * @param start     offset of the header in the archive
 * @param dataStart offset of the content
 * @param flags     general purpose bits
 * @param method    compression method
 * @param packed    length of the content in the archive; 0 or 0xffffffff when it stands elsewhere
 */
record ZipLocalHeader(int start, int dataStart, int flags, int method, long packed) {
    private static final int LENGTH = 30;
    private static final int ENCRYPTED = 1;
    private static final int SIZES_FOLLOW = 8;
    private static final long IN_EXTRA_FIELD = 0xffffffffL;

    /** The header that begins at an offset, if one does. */
    static Optional<ZipLocalHeader> at(byte[] zip, int start) {
        if (start + LENGTH > zip.length || zip[start] != 'P' || zip[start + 1] != 'K' || zip[start + 2] != 3 || zip[start + 3] != 4) {
            return Optional.empty();
        }
        int dataStart = start + LENGTH + two(zip, start + 26) + two(zip, start + 28);
        if (dataStart > zip.length) {
            return Optional.empty();
        }
        return Optional.of(new ZipLocalHeader(start, dataStart, two(zip, start + 6), two(zip, start + 8),
            two(zip, start + 18) | (long) two(zip, start + 20) << 16));
    }

    /** Whether a program that believes this header and one that believes the list get the same content. */
    boolean agreesWith(ZipArchiveEntry listed) {
        return method == listed.getMethod() && (flags & ENCRYPTED) != 0 == listed.getGeneralPurposeBit().usesEncryption()
            && ((flags & SIZES_FOLLOW) != 0 || packed == IN_EXTRA_FIELD || packed == listed.getCompressedSize());
    }

    private static int two(byte[] zip, int at) {
        return zip[at] & 0xff | (zip[at + 1] & 0xff) << 8;
    }
}
