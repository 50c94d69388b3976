// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
        if (listLength(archive.bytes()) > into.budget().limits().members()) {
            // Reading a list costs by its length, whether its members exist or not; from the front the bound is met as surely.
            readUnlisted(archive, unlisted(archive, Map.of(), into), false, into, packed);
            throw new BoundHitException("members", into.budget().limits().members());
        }
        List<ZipLocalHeader> unlisted;
        try (ZipFile zip = new ZipFile(new SeekableInMemoryByteChannel(archive.bytes()), "zip", StandardCharsets.UTF_8.name(), true,
                true)) {
            Map<Long, ZipArchiveEntry> listed = listed(zip, into);
            unlisted = unlisted(archive, listed, into);
            // Engines go by one of the two lists too, and expect the archive to begin with its first member.
            boolean usual = unlisted.isEmpty() && ZipLocalHeader.at(archive.bytes(), 0).isPresent();
            for (ZipArchiveEntry entry : listed.values()) {
                member(entry, zip, usual, into, packed);
            }
        } catch (IOException | IllegalArgumentException e) {
            readUnlisted(archive, unlisted(archive, Map.of(), into), false, into, packed);
            throw e instanceof IOException io ? io : new IOException(e);
        }
        readUnlisted(archive, unlisted, true, into, packed);
    }

    /** The members of the list at the end, by the offset of their contents. */
    private static Map<Long, ZipArchiveEntry> listed(ZipFile zip, Inspection into) {
        Map<Long, ZipArchiveEntry> listed = new LinkedHashMap<>();
        long nowhere = -1;
        for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
            into.budget().checkTime();
            try (InputStream raw = zip.getRawInputStream(entry)) {
                listed.put(listed.containsKey(entry.getDataOffset()) ? nowhere-- : entry.getDataOffset(), entry);
            } catch (IOException | RuntimeException e) {
                listed.put(nowhere--, entry);
            }
        }
        return listed;
    }

    /** Headers that only a program meets which reads from the front, or that contradict the list; those within contents are no headers. */
    private static List<ZipLocalHeader> unlisted(PartContent archive, Map<Long, ZipArchiveEntry> listed, Inspection into) {
        byte[] bytes = archive.bytes();
        List<ZipLocalHeader> unlisted = new ArrayList<>();
        int at = 0;
        while (at < bytes.length && unlisted.size() <= into.budget().limits().members()) {
            ZipLocalHeader header = ZipLocalHeader.at(bytes, at).orElse(null);
            if (header == null) {
                at++;
                continue;
            }
            ZipArchiveEntry entry = listed.get((long) header.dataStart());
            long length = entry == null ? header.packed() : entry.getCompressedSize();
            if (entry == null || !header.agreesWith(entry)) {
                unlisted.add(header);
            }
            // Lengths that the archive does not have are not believed.
            at = length <= bytes.length - header.dataStart() ? header.dataStart() + (int) Math.max(0, length) : header.dataStart();
        }
        return unlisted;
    }

    private static void member(ZipArchiveEntry entry, ZipFile zip, boolean usual, Inspection into, RarelyPacked packed)
            throws IOException {
        if (entry.isDirectory() && entry.getSize() == 0) {
            return;
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            into.unreadableMember(entry.getName(), ArchiveFacts.ENCRYPTED, "needs a password");
        } else if (!zip.canReadEntryData(entry)) {
            packed.add(entry.getName(), "compressed by method " + entry.getMethod());
        } else {
            try (InputStream content = zip.getInputStream(entry)) {
                found(entry, content, usual, into);
            } catch (IOException e) {
                into.fact(ArchiveFacts.CORRUPT, entry.getName() + ": " + e.getMessage());
            }
        }
    }

    private static void found(ZipArchiveEntry entry, InputStream content, boolean usual, Inspection into) throws IOException {
        if (usual) {
            into.member(entry.getName(), content);
        } else {
            into.revealedMember(entry.getName(), content);
        }
    }

    private static void readUnlisted(PartContent archive, List<ZipLocalHeader> headers, boolean hasList, Inspection into,
            RarelyPacked packed) throws IOException {
        for (ZipLocalHeader header : headers) {
            into.budget().checkTime();
            InputStream from = new ByteArrayInputStream(archive.bytes(), header.start(), archive.bytes().length - header.start());
            try (ZipArchiveInputStream zip = new ZipArchiveInputStream(from, StandardCharsets.UTF_8.name(), true, true, true)) {
                ZipArchiveEntry entry = zip.getNextZipEntry();
                if (entry == null || entry.isDirectory() && entry.getSize() == 0) {
                    continue;
                }
                if (hasList) {
                    into.fact(ArchiveFacts.AMBIGUOUS, entry.getName() + ": stands in the archive but not so in its list");
                }
                if (entry.getGeneralPurposeBit().usesEncryption()) {
                    into.unreadableMember(entry.getName(), ArchiveFacts.ENCRYPTED, "needs a password");
                } else if (!zip.canReadEntryData(entry)) {
                    packed.add(entry.getName(), "compressed by method " + entry.getMethod());
                } else {
                    found(entry, zip, false, into);
                }
            } catch (IOException e) {
                into.fact(ArchiveFacts.CORRUPT, e.getMessage());
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
}
