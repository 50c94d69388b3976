// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Follows the blocks of a RAR archive by their lengths alone. The library that unpacks takes an archive that breaks off for one that ends,
 * so that members which other programs save out of it would be missing without a word.
 */
final class RarBlocks {
    private static final int SIGNATURE_4 = 7;
    private static final int SIGNATURE_5 = 8;
    private static final int HEAD_4 = 7;
    private static final int END_4 = 0x7b;
    private static final int FILE_4 = 0x74;
    private static final int SERVICE_4 = 0x7a;
    private static final int MAIN_4 = 0x73;
    private static final int LARGE_4 = 0x100;
    private static final int ENCRYPTED_4 = 0x80;
    private static final int END_5 = 5;
    private static final int ENCRYPTION_5 = 4;
    private static final int MOST_DIGITS = 10;

    private final ByteBuffer bytes;

    private RarBlocks(byte[] archive) {
        this.bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Whether a block is cut; an archive that ends with a whole block is in order, as old programs write no mark at the end. */
    static boolean breakOff(byte[] archive) {
        RarBlocks blocks = new RarBlocks(archive);
        boolean five = archive.length > SIGNATURE_4 && archive[SIGNATURE_4 - 1] == 1;
        try {
            blocks.bytes.position(five ? SIGNATURE_5 : SIGNATURE_4);
            while (blocks.bytes.hasRemaining()) {
                if (five ? blocks.lastOfFive() : blocks.lastOfFour()) {
                    return false;
                }
            }
            return false;
        } catch (BufferUnderflowException | IllegalArgumentException cut) {
            return true;
        }
    }

    private boolean lastOfFour() {
        int start = bytes.position();
        bytes.getShort();
        int type = bytes.get() & 0xff;
        int flags = bytes.getShort() & 0xffff;
        int length = bytes.getShort() & 0xffff;
        if (type == END_4 || type == MAIN_4 && (flags & ENCRYPTED_4) != 0) {
            return true;
        }
        boolean file = type == FILE_4 || type == SERVICE_4;
        long data = file || (flags & 0x8000) != 0 ? bytes.getInt() & 0xffffffffL : 0;
        if (file && (flags & LARGE_4) != 0) {
            data += (long) bytes.getInt(start + 32) << 32;
        }
        move((long) start + Math.max(length, HEAD_4), data);
        return false;
    }

    private boolean lastOfFive() {
        bytes.getInt();
        long length = number();
        long end = bytes.position() + length;
        long type = number();
        if (type == END_5 || type == ENCRYPTION_5) {
            return true;
        }
        long flags = number();
        if ((flags & 1) != 0) {
            number();
        }
        long data = (flags & 2) != 0 ? number() : 0;
        move(end, data);
        return false;
    }

    private void move(long headEnd, long data) {
        if (headEnd > bytes.limit() || data < 0 || data > bytes.limit() - headEnd) {
            throw new IllegalArgumentException("behind the end");
        }
        bytes.position((int) (headEnd + data));
    }

    private long number() {
        long value = 0;
        for (int i = 0; i < MOST_DIGITS; i++) {
            byte digit = bytes.get();
            value |= (long) (digit & 0x7f) << 7 * i;
            if (digit >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number without end");
    }
}
