// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.channel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Unpacks a channel's archive: plain files of the top directory only, within bounds, for even a signed archive may be a mistake. */
final class ChannelArchive {
    private static final int MOST_FILES = 1_000;
    private static final int LARGEST = 64 * 1024 * 1024;

    private ChannelArchive() {
    }

    /**
     * Unpacks into a directory, which must be there.
     *
     * @return how many files were written
     */
    static int unpack(byte[] archive, Path directory) throws ChannelException {
        int files = 0;
        long room = LARGEST;
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextTarEntry(); entry != null; entry = tar.getNextTarEntry()) {
                String name = entry.getName().startsWith("./") ? entry.getName().substring(2) : entry.getName();
                if (entry.isDirectory() || name.isEmpty()) {
                    continue;
                }
                if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink() || !name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,120}")) {
                    throw new ChannelException("the archive holds something that is no rule file: " + name.replaceAll("[^ -~]", "?"));
                }
                byte[] content = tar.readNBytes((int) room + 1);
                room -= content.length;
                if (room < 0 || ++files > MOST_FILES) {
                    throw new ChannelException("the archive holds more than " + MOST_FILES + " files or " + LARGEST + " bytes");
                }
                Files.write(directory.resolve(name), content);
            }
        } catch (IOException e) {
            throw new ChannelException("the archive cannot be unpacked: " + e.getMessage(), e);
        }
        return files;
    }
}
