// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives that unpack to far more than they are. Their check sums are wrong where only an unpacker that reads to the end would notice. */
final class PackedBombs {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int LOCAL_HEADER = 30;

    private PackedBombs() {
    }

    static byte[] nestedZips() {
        byte[] inner = zip(1, new byte[MEBIBYTE]);
        for (int depth = 0; depth < 5; depth++) {
            inner = zip(16, inner);
        }
        return inner;
    }

    static byte[] manyMembers(int count) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < count; i++) {
                zip.putNextEntry(new ZipEntry("f" + i));
                zip.closeEntry();
            }
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(int count, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < count; i++) {
                zip.putNextEntry(new ZipEntry("f" + i + ".zip"));
                zip.write(content);
                zip.closeEntry();
            }
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return bytes.toByteArray();
    }

    /** One MiB of zeros, deflated once; a stream of such pieces is one of any length. */
    private static byte[] deflatedZeros(int mebibytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        byte[] zeros = new byte[MEBIBYTE];
        byte[] buffer = new byte[MEBIBYTE];
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        deflater.setInput(zeros);
        stream.write(buffer, 0, deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH));
        byte[] piece = stream.toByteArray();
        stream.reset();
        for (int i = 0; i < mebibytes; i++) {
            stream.writeBytes(piece);
        }
        deflater.end();
        // An empty last block.
        stream.write(3);
        stream.write(0);
        return stream.toByteArray();
    }

    static byte[] gzipOfZeros(int mebibytes) {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        gzip.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3});
        gzip.writeBytes(deflatedZeros(mebibytes));
        gzip.writeBytes(new byte[8]);
        return gzip.toByteArray();
    }

    static byte[] zipOfZeros(int mebibytes) {
        byte[] data = deflatedZeros(mebibytes);
        return zip(data, (long) mebibytes * MEBIBYTE & 0xffffffffL, 8, 1);
    }

    /** A list that names the same member many times. */
    static byte[] overlappingZip(int count) {
        return zip(deflatedZeros(8), 8L * MEBIBYTE, 8, count);
    }

    private static byte[] zip(byte[] data, long size, int method, int count) {
        CRC32 crc = new CRC32();
        crc.update(data);
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        ByteBuffer local = little(LOCAL_HEADER + 1).putInt(0x04034b50).putShort((short) 20).putShort((short) 0).putShort((short) method)
            .putInt(0).putInt((int) crc.getValue()).putInt(data.length).putInt((int) size).putShort((short) 1).putShort((short) 0)
            .put((byte) 'f');
        zip.writeBytes(local.array());
        zip.writeBytes(data);
        int start = zip.size();
        for (int i = 0; i < count; i++) {
            zip.writeBytes(little(47).putInt(0x02014b50).putShort((short) 20).putShort((short) 20).putShort((short) 0)
                .putShort((short) method).putInt(0).putInt((int) crc.getValue()).putInt(data.length).putInt((int) size).putShort((short) 1)
                .putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0).putInt(0).put((byte) 'f')
                .array());
        }
        int length = zip.size() - start;
        zip.writeBytes(little(22).putInt(0x06054b50).putShort((short) 0).putShort((short) 0).putShort((short) count).putShort((short) count)
            .putInt(length).putInt(start).putShort((short) 0).array());
        return zip.toByteArray();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
