// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.io.IOException;

import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.postern.analysis.mime.Inspection;
import org.postern.analysis.mime.PartContent;

/** Archives that are read from front to back: tar, cpio and ar (which Debian packages are). */
final class StreamArchiveReader {
    private static final int BLOCK = 512;

    void read(ArchiveFormat format, PartContent content, Inspection into) throws IOException {
        try (ArchiveInputStream<?> archive = open(format, content)) {
            for (ArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                into.budget().checkTime();
                if (entry.isDirectory()) {
                    continue;
                }
                if (archive.canReadEntryData(entry)) {
                    into.member(entry.getName(), archive);
                } else {
                    into.unreadableMember(entry.getName(), ArchiveFacts.UNREADABLE, "a method of compression that is not known");
                }
            }
        }
    }

    private static ArchiveInputStream<?> open(ArchiveFormat format, PartContent content) {
        return switch (format) {
            case TAR -> new TarArchiveInputStream(content.open(), BLOCK * 20, BLOCK, "UTF-8", true);
            case CPIO -> new CpioArchiveInputStream(content.open());
            case AR -> new ArArchiveInputStream(content.open());
            default -> throw new IllegalArgumentException("not such an archive: " + format);
        };
    }
}
