// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Deflates each piece by itself in zlib form, whose checksum tells a damaged piece. The fastest level is used: this runs while the
 * mail waits, and mail is mostly text or base64, which the higher levels pack little better.
 */
final class ChunkCodec {

    private ChunkCodec() {
    }

    static ByteBuffer deflate(byte[] piece, int length) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(piece, 0, length);
            deflater.finish();
            // what zlib needs for content that does not shrink
            byte[] packed = new byte[length + length / 1000 + 64];
            int packedLength = 0;
            while (!deflater.finished()) {
                if (packedLength == packed.length) {
                    packed = Arrays.copyOf(packed, 2 * packed.length);
                }
                packedLength += deflater.deflate(packed, packedLength, packed.length - packedLength);
            }
            return ByteBuffer.wrap(Arrays.copyOf(packed, packedLength));
        } finally {
            deflater.end();
        }
    }

    /** Throws IOException when the piece is damaged or not of the length expected. */
    static byte[] inflate(ByteBuffer packed, int length) throws IOException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            // one byte more shows a piece that is too long
            byte[] piece = new byte[length + 1];
            int filled = 0;
            while (!inflater.finished()) {
                int count = inflater.inflate(piece, filled, piece.length - filled);
                if (count == 0 && !inflater.finished()) {
                    throw new IOException("a stored piece of a message is damaged");
                }
                filled += count;
            }
            if (filled != length) {
                throw new IOException("a stored piece of a message has " + filled + " bytes instead of " + length);
            }
            return Arrays.copyOf(piece, length);
        } catch (DataFormatException e) {
            throw new IOException("a stored piece of a message is damaged", e);
        } finally {
            inflater.end();
        }
    }
}
