// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.io.IOException;
import java.io.InputStream;

import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.sevenz.SevenZFileOptions;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.postern.analysis.mime.Inspection;
import org.postern.analysis.mime.PartContent;

/** 7z archives. */
final class SevenZipReader implements ArchiveReader {
    private static final int MEMORY_KIB = 96 * 1024;

    @Override
    public void read(PartContent archive, Inspection into) throws IOException {
        SevenZFileOptions options = SevenZFileOptions.builder().withMaxMemoryLimitInKb(MEMORY_KIB).withUseDefaultNameForUnnamedEntries(true)
            .build();
        try (SevenZFile file = new SevenZFile(new SeekableInMemoryByteChannel(archive.bytes()), options)) {
            for (SevenZArchiveEntry entry = file.getNextEntry(); entry != null; entry = file.getNextEntry()) {
                if (!entry.isDirectory()) {
                    member(file, entry, into);
                }
            }
        } catch (PasswordRequiredException e) {
            throw new EncryptedException("the list of members needs a password");
        } catch (MemoryLimitException e) {
            throw new UnreadableException("unpacking takes too much memory: " + e.getMessage());
        }
    }

    private static void member(SevenZFile file, SevenZArchiveEntry entry, Inspection into) throws IOException {
        String name = String.valueOf(entry.getName());
        try {
            into.member(name, new Entry(file));
        } catch (PasswordRequiredException e) {
            into.unreadableMember(name, ArchiveFacts.ENCRYPTED, "needs a password");
        } catch (MemoryLimitException e) {
            into.unreadableMember(name, ArchiveFacts.UNREADABLE, "unpacking takes too much memory: " + e.getMessage());
        }
    }

    /** The current member as a stream. */
    private static final class Entry extends InputStream {
        private final SevenZFile file;

        Entry(SevenZFile file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            return file.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return file.read(bytes, offset, length);
        }
    }
}
