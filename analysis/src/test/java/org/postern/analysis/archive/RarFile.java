// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Writes RAR archives of stored members as the format's technical note describes them, since no free program makes any. Both versions,
 * with members or the whole list told to be encrypted.
 */
final class RarFile {
    private static final int STORED = 0x30;
    private final boolean five;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private RarFile(boolean five, boolean listEncrypted) {
        this.five = five;
        out.writeBytes(TestArchives.ascii(five ? "Rar!\32\7\1\0" : "Rar!\32\7\0"));
        if (five && listEncrypted) {
            block5(new Numbers().number(4).number(0).number(0).number(0).bytes(new byte[] {15}).bytes(new byte[16]), new byte[0]);
            out.writeBytes(new byte[64]);
        } else if (five) {
            block5(new Numbers().number(1).number(0).number(0), new byte[0]);
        } else {
            block4(0x73, listEncrypted ? 0x80 : 0, new byte[6], new byte[0]);
            if (listEncrypted) {
                out.writeBytes(new byte[64]);
            }
        }
    }

    static RarFile four() {
        return new RarFile(false, false);
    }

    static RarFile five() {
        return new RarFile(true, false);
    }

    static byte[] withEncryptedList(boolean five) {
        return new RarFile(five, true).out.toByteArray();
    }

    RarFile member(String name, byte[] content) {
        return member(name, content, false);
    }

    RarFile encrypted(String name, byte[] content) {
        return member(name, content, true);
    }

    byte[] bytes() {
        if (five) {
            block5(new Numbers().number(5).number(0).number(0), new byte[0]);
        } else {
            block4(0x7b, 0x4000, new byte[0], new byte[0]);
        }
        return out.toByteArray();
    }

    private RarFile member(String name, byte[] content, boolean encrypted) {
        byte[] written = name.getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(content);
        if (five) {
            byte[] extra = new Numbers().number(0x24).number(1).number(0).number(0).bytes(new byte[] {15}).bytes(new byte[32]).done();
            Numbers head = new Numbers().number(2).number(encrypted ? 3 : 2);
            if (encrypted) {
                head.number(extra.length);
            }
            head.number(content.length).number(4).number(content.length).number(0x20)
                .bytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) crc.getValue()).array()).number(0).number(0)
                .number(written.length).bytes(written);
            block5(encrypted ? head.bytes(extra) : head, content);
        } else {
            ByteBuffer head = ByteBuffer.allocate(25 + written.length + (encrypted ? 8 : 0)).order(ByteOrder.LITTLE_ENDIAN)
                .putInt(content.length).putInt(content.length).put((byte) 2).putInt((int) crc.getValue()).putInt(0x5c255000)
                .put((byte) (encrypted ? 29 : 20)).put((byte) STORED).putShort((short) written.length).putInt(0x20).put(written);
            block4(0x74, 0x8000 | (encrypted ? 0x404 : 0), head.array(), content);
        }
        return this;
    }

    private void block4(int type, int flags, byte[] rest, byte[] data) {
        byte[] head = ByteBuffer.allocate(5 + rest.length).order(ByteOrder.LITTLE_ENDIAN).put((byte) type).putShort((short) flags)
            .putShort((short) (7 + rest.length)).put(rest).array();
        CRC32 crc = new CRC32();
        crc.update(head);
        out.writeBytes(ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort((short) crc.getValue()).array());
        out.writeBytes(head);
        out.writeBytes(data);
    }

    private void block5(Numbers numbers, byte[] data) {
        byte[] head = numbers.done();
        byte[] sized = new Numbers().number(head.length).bytes(head).done();
        CRC32 crc = new CRC32();
        crc.update(sized);
        out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) crc.getValue()).array());
        out.writeBytes(sized);
        out.writeBytes(data);
    }

    /** Numbers of variable length, as version 5 writes them. */
    private static final class Numbers {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Numbers number(long value) {
            long left = value;
            while (left > 0x7f) {
                bytes.write((int) (left & 0x7f | 0x80));
                left >>>= 7;
            }
            bytes.write((int) left);
            return this;
        }

        Numbers bytes(byte[] more) {
            bytes.writeBytes(more);
            return this;
        }

        byte[] done() {
            return bytes.toByteArray();
        }
    }
}
