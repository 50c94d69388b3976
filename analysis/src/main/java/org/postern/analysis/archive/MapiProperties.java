// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The list of an attachment's properties within TNEF, as far as it gives its long name and its data.
 *
 * @param longName name with its whole extension
 * @param data     content, where it stands here and not in an attribute of its own
 */
record MapiProperties(Optional<String> longName, Optional<byte[]> data) {
    private static final int LONG_NAME = 0x3707;
    private static final int DATA = 0x3701;
    private static final int OBJECT_ID = 16;
    private static final int NAMED = 0x8000;
    private static final int MULTIPLE = 0x1000;

    static MapiProperties read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Optional<String> name = Optional.empty();
        Optional<byte[]> data = Optional.empty();
        try {
            for (int left = in.getInt(); left > 0; left--) {
                int type = in.getShort() & 0xffff;
                int id = in.getShort() & 0xffff;
                if (id >= NAMED) {
                    skipName(in);
                }
                byte[] value = value(in, type);
                if (id == LONG_NAME) {
                    Charset charset = (type & 0xfff) == 0x1f ? StandardCharsets.UTF_16LE : Charset.forName("windows-1252");
                    name = Optional.of(new String(value, charset).replace("\0", "")).filter(text -> !text.isBlank());
                } else if (id == DATA) {
                    boolean object = (type & 0xfff) == 0x0d && value.length > OBJECT_ID;
                    data = Optional.of(object ? Arrays.copyOfRange(value, OBJECT_ID, value.length) : value);
                }
            }
        } catch (BufferUnderflowException cutShort) {
            return new MapiProperties(name, data);
        }
        return new MapiProperties(name, data);
    }

    private static void skipName(ByteBuffer in) {
        skip(in, OBJECT_ID);
        int kind = in.getInt();
        int next = in.getInt();
        if (kind == 1) {
            skip(in, padded(next));
        }
    }

    private static byte[] value(ByteBuffer in, int type) {
        boolean counted = (type & MULTIPLE) != 0;
        return switch (type & 0xfff) {
            case 0x02, 0x0b, 0x03, 0x04, 0x0a -> fixed(in, counted, 4);
            case 0x05, 0x06, 0x07, 0x14, 0x40 -> fixed(in, counted, 8);
            case 0x48 -> fixed(in, counted, OBJECT_ID);
            case 0x1e, 0x1f, 0x0d, 0x102 -> variable(in);
            default -> throw new BufferUnderflowException();
        };
    }

    private static byte[] fixed(ByteBuffer in, boolean counted, int size) {
        int count = counted ? in.getInt() : 1;
        skip(in, (long) count * size);
        return new byte[0];
    }

    private static byte[] variable(ByteBuffer in) {
        byte[] last = new byte[0];
        for (int count = in.getInt(); count > 0; count--) {
            int length = in.getInt();
            if (length < 0 || length > in.remaining()) {
                throw new BufferUnderflowException();
            }
            last = new byte[length];
            in.get(last);
            skip(in, Math.min(in.remaining(), padded(length) - length));
        }
        return last;
    }

    private static long padded(int length) {
        return (length + 3L) / 4 * 4;
    }

    private static void skip(ByteBuffer in, long count) {
        if (count < 0 || count > in.remaining()) {
            throw new BufferUnderflowException();
        }
        in.position(in.position() + (int) count);
    }
}
