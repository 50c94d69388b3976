// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

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
    /** Read before a member is told, since only reading shows that it needs a password. */
    private static final int FIRST = 64;

    private final ExternalUnpacker unpacker;

    SevenZipReader(ExternalUnpacker unpacker) {
        this.unpacker = unpacker;
    }

    @Override
    public void read(PartContent archive, Inspection into) throws IOException {
        SevenZFileOptions options = SevenZFileOptions.builder().withMaxMemoryLimitInKb(MEMORY_KIB).withUseDefaultNameForUnnamedEntries(true)
            .build();
        try (SevenZFile file = new SevenZFile(new SeekableInMemoryByteChannel(archive.bytes()), options)) {
            int started = 0;
            try {
                for (SevenZArchiveEntry entry = file.getNextEntry(); entry != null; entry = file.getNextEntry()) {
                    started++;
                    if (!entry.isDirectory()) {
                        member(file, entry, into);
                    }
                }
            } catch (IOException e) {
                if (!isUnknownMethod(e)) {
                    throw e;
                }
                // The list is plain, and every program shows it: what stands there is told even where nothing here unpacks it.
                rest(file, Math.max(0, started - 1)).unpack(archive, into);
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
            byte[] start = new byte[FIRST];
            int length = file.read(start);
            InputStream first = new ByteArrayInputStream(start, 0, Math.max(0, length));
            into.member(name, new SequenceInputStream(first, new Entry(file)));
        } catch (PasswordRequiredException e) {
            into.unreadableMember(name, ArchiveFacts.ENCRYPTED, "needs a password");
        } catch (MemoryLimitException e) {
            into.unreadableMember(name, ArchiveFacts.UNREADABLE, "unpacking takes too much memory: " + e.getMessage());
        }
    }

    private static boolean isUnknownMethod(IOException e) {
        return String.valueOf(e.getMessage()).startsWith("Unsupported compression method");
    }

    private RarelyPacked rest(SevenZFile file, int from) {
        RarelyPacked packed = new RarelyPacked(unpacker);
        int place = 0;
        for (SevenZArchiveEntry entry : file.getEntries()) {
            if (place++ >= from && !entry.isDirectory()) {
                packed.add(String.valueOf(entry.getName()), "a method of compression that is not known");
            }
        }
        return packed;
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
