// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.zip.CRC32;

import org.postern.analysis.mime.Inspection;
import org.postern.analysis.mime.PartContent;

/**
 * ARJ archives: every member's name, and the contents of stored ones. No kept library unpacks the others, which are left to an installed
 * program, and none tells the names of members that need a password.
 */
final class ArjReader implements ArchiveReader {
    private static final int MARK = 0xea60;
    private static final int MOST_HEADER = 2600;
    private static final int GARBLED = 1;
    private static final int CONTINUED = 4 | 8;
    private static final int DIRECTORY = 3;
    private static final int LABEL = 4;
    private static final Charset NAMES = Charset.forName("IBM437");

    private final ExternalUnpacker unpacker;

    ArjReader(ExternalUnpacker unpacker) {
        this.unpacker = unpacker;
    }

    @Override
    public void read(PartContent archive, Inspection into) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(archive.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        RarelyPacked packed = new RarelyPacked(unpacker);
        try {
            members(bytes, into, packed);
        } catch (IOException broken) {
            packed.unpack(archive, into);
            throw broken;
        }
        packed.unpack(archive, into);
    }

    private static void members(ByteBuffer bytes, Inspection into, RarelyPacked packed) throws IOException {
        try {
            if (header(bytes) == null) {
                throw new IOException("no main header");
            }
            for (ByteBuffer header = header(bytes); header != null; header = header(bytes)) {
                into.budget().checkTime();
                member(header, bytes, into, packed);
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException("the archive breaks off", e);
        }
    }

    /** The next header; null for the empty one that ends the archive. */
    private static ByteBuffer header(ByteBuffer bytes) throws IOException {
        if ((bytes.getShort() & 0xffff) != MARK) {
            throw new IOException("no header where one is due");
        }
        int length = bytes.getShort() & 0xffff;
        if (length == 0) {
            return null;
        }
        if (length > MOST_HEADER) {
            throw new IOException("a header of " + length + " bytes");
        }
        ByteBuffer header = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + length);
        bytes.getInt();
        for (int more = bytes.getShort() & 0xffff; more > 0; more = bytes.getShort() & 0xffff) {
            bytes.position(bytes.position() + more + 4);
        }
        return header;
    }

    private static void member(ByteBuffer header, ByteBuffer bytes, Inspection into, RarelyPacked packed) throws IOException {
        int flags = header.get(4);
        int method = header.get(5);
        int type = header.get(6);
        int size = header.getInt(12);
        int crc = header.getInt(20);
        String name = name(header);
        byte[] content = new byte[Math.max(0, Math.min(size, bytes.remaining()))];
        bytes.get(content);
        if (type == DIRECTORY || type == LABEL) {
            return;
        }
        if ((flags & GARBLED) != 0) {
            into.unreadableMember(name, ArchiveFacts.ENCRYPTED, "needs a password");
        } else if (method != 0) {
            packed.add(name, "compressed by method " + method);
        } else {
            into.revealedMember(name, new ByteArrayInputStream(content));
            check(name, content, size, crc, (flags & CONTINUED) != 0, into);
        }
    }

    private static void check(String name, byte[] content, int size, int crc, boolean continued, Inspection into) throws IOException {
        if (content.length < size || size < 0) {
            throw new IOException("the archive breaks off in " + name);
        }
        CRC32 actual = new CRC32();
        actual.update(content);
        if (continued) {
            into.fact(ArchiveFacts.UNREADABLE, name + ": goes on in another volume");
        } else if ((int) actual.getValue() != crc) {
            into.fact(ArchiveFacts.CORRUPT, name + ": its checksum is wrong");
        }
    }

    private static String name(ByteBuffer header) {
        int start = header.get(0) & 0xff;
        int end = start;
        while (header.get(end) != 0) {
            end++;
        }
        byte[] name = new byte[end - start];
        header.get(start, name);
        return new String(name, NAMES);
    }
}
