// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.postern.analysis.mime.BoundHitException;
import org.postern.analysis.mime.Inspection;
import org.postern.analysis.mime.PartContent;

/**
 * Zip archives, and what is built on them: Java archives, OOXML and ODF documents. A zip lists its members twice, at its end and before
 * each; most programs read the one list, some the other, so both are looked at.
 */
final class ZipReader implements ArchiveReader {
    private static final int END_LENGTH = 22;

    private final ExternalUnpacker unpacker;

    ZipReader(ExternalUnpacker unpacker) {
        this.unpacker = unpacker;
    }

    @Override
    public void read(PartContent archive, Inspection into) throws IOException {
        RarelyPacked packed = new RarelyPacked(unpacker);
        try {
            read(archive, into, packed);
        } catch (IOException broken) {
            packed.unpack(archive, into);
            throw broken;
        }
        packed.unpack(archive, into);
    }

    private static void read(PartContent archive, Inspection into, RarelyPacked packed) throws IOException {
        Map<String, Integer> listed = new HashMap<>();
        if (listLength(archive.bytes()) > into.budget().limits().members()) {
            // Reading a list costs by its length, whether its members exist or not; from the front the bound is met as surely.
            readUnlisted(archive, listed, into, packed);
            throw new BoundHitException("members", into.budget().limits().members());
        }
        IOException broken = null;
        try (ZipFile zip = new ZipFile(new SeekableInMemoryByteChannel(archive.bytes()), "zip", StandardCharsets.UTF_8.name(), true,
                true)) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
                listed.merge(entry.getName(), 1, Integer::sum);
                member(entry, zip, into, packed);
            }
        } catch (IOException | IllegalArgumentException e) {
            broken = e instanceof IOException io ? io : new IOException(e);
        }
        int total = listed.values().stream().mapToInt(Integer::intValue).sum();
        if (broken != null || localHeaders(archive.bytes()) > total) {
            readUnlisted(archive, listed, into, packed);
        }
        if (broken != null) {
            throw broken;
        }
    }

    private static void member(ZipArchiveEntry entry, ZipFile zip, Inspection into, RarelyPacked packed) throws IOException {
        if (entry.isDirectory() && entry.getSize() == 0) {
            return;
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            into.unreadableMember(entry.getName(), ArchiveFacts.ENCRYPTED, "needs a password");
        } else if (!zip.canReadEntryData(entry)) {
            packed.add(entry.getName(), "compressed by method " + entry.getMethod());
        } else {
            try (InputStream content = zip.getInputStream(entry)) {
                into.member(entry.getName(), content);
            } catch (IOException e) {
                into.fact(ArchiveFacts.CORRUPT, entry.getName() + ": " + e.getMessage());
            }
        }
    }

    /** Members that only a program sees which reads from the front. */
    private static void readUnlisted(PartContent archive, Map<String, Integer> listed, Inspection into, RarelyPacked packed)
            throws IOException {
        boolean wasListed = !listed.isEmpty();
        try (ZipArchiveInputStream zip = new ZipArchiveInputStream(archive.open(), StandardCharsets.UTF_8.name(), true, true, true)) {
            for (ZipArchiveEntry entry = zip.getNextZipEntry(); entry != null; entry = zip.getNextZipEntry()) {
                into.budget().checkTime();
                if (listed.merge(entry.getName(), -1, Integer::sum) >= 0 || entry.isDirectory()) {
                    continue;
                }
                if (entry.getGeneralPurposeBit().usesEncryption()) {
                    into.unreadableMember(entry.getName(), ArchiveFacts.ENCRYPTED, "needs a password");
                } else if (!zip.canReadEntryData(entry)) {
                    packed.add(entry.getName(), "compressed by method " + entry.getMethod());
                } else {
                    if (wasListed) {
                        into.fact(ArchiveFacts.AMBIGUOUS, entry.getName() + ": stands in the archive but not in its list");
                    }
                    into.member(entry.getName(), zip);
                }
            }
        } catch (IOException e) {
            // The list at the end was read, or its fault is told; a stop here tells no more than that.
            if (!wasListed) {
                throw e;
            }
        }
    }

    /** Number of members that the list at the end says to have, as far as the old form of zip can say it. */
    private static int listLength(byte[] bytes) {
        for (int i = bytes.length - END_LENGTH; i >= Math.max(0, bytes.length - END_LENGTH - 0xffff); i--) {
            if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 5 && bytes[i + 3] == 6) {
                return bytes[i + 10] & 0xff | (bytes[i + 11] & 0xff) << 8;
            }
        }
        return 0;
    }

    private static int localHeaders(byte[] bytes) {
        int count = 0;
        for (int i = 0; i + 3 < bytes.length; i++) {
            if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 3 && bytes[i + 3] == 4) {
                count++;
            }
        }
        return count;
    }
}
