// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The stored form of a lesson: version, judgement, layers, steps, and the four lists of ascending hashes as differences of variable
 * length, about 12 KB for an ordinary message. Compressing it further would gain nothing, since differences of hashes are noise.
 */
public final class LessonCodec {
    private static final int VERSION = 1;
    private static final int MOST_HASHES = 200_000;
    private static final int MOST_LAYERS = 16;

    private LessonCodec() {
    }

    /** Writes a lesson. */
    public static byte[] encode(Lesson lesson) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(12_000);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeByte(lesson.judgement().ordinal());
            out.writeByte(lesson.layers().size());
            for (Layer layer : lesson.layers()) {
                out.writeUTF(layer.text());
            }
            out.writeInt(lesson.steps().tokens());
            out.writeInt(lesson.steps().words());
            out.writeInt(lesson.steps().grams());
            out.writeInt(lesson.steps().octets());
            writeAscending(out, lesson.tokens());
            writeAscending(out, widened(lesson.views().words()));
            writeAscending(out, widened(lesson.views().grams()));
            writeAscending(out, widened(lesson.views().octets()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a lesson.
     *
     * @throws IllegalArgumentException for what {@link #encode} did not write
     */
    public static Lesson decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("a lesson of version " + version + " cannot be read by this release");
            }
            Judgement judgement = Judgement.values()[bounded(in.readUnsignedByte(), Judgement.values().length - 1)];
            int layerCount = bounded(in.readUnsignedByte(), MOST_LAYERS);
            List<Layer> layers = new ArrayList<>();
            for (int i = 0; i < layerCount; i++) {
                layers.add(Layer.parse(in.readUTF()));
            }
            Lesson.Steps steps = new Lesson.Steps(in.readInt(), in.readInt(), in.readInt(), in.readInt());
            return new Lesson(judgement, layers, readAscending(in),
                new Views(narrowed(readAscending(in)), narrowed(readAscending(in)), narrowed(readAscending(in))), steps);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a lesson: " + e, e);
        }
    }

    private static void writeAscending(DataOutputStream out, long[] hashes) throws IOException {
        writeNumber(out, hashes.length);
        long before = 0;
        for (long hash : hashes) {
            writeNumber(out, hash - before);
            before = hash;
        }
    }

    private static long[] readAscending(DataInputStream in) throws IOException {
        long[] hashes = new long[bounded((int) Math.min(Integer.MAX_VALUE, readNumber(in)), MOST_HASHES)];
        long before = 0;
        for (int i = 0; i < hashes.length; i++) {
            before += readNumber(in);
            hashes[i] = before;
        }
        return hashes;
    }

    private static void writeNumber(DataOutputStream out, long number) throws IOException {
        long rest = number;
        while ((rest & ~0x7fL) != 0) {
            out.writeByte((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    private static long readNumber(DataInputStream in) throws IOException {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int octet = in.readUnsignedByte();
            number |= (octet & 0x7fL) << shift;
            if (octet < 0x80) {
                return number;
            }
        }
        throw new IllegalArgumentException("not a lesson: a number has no end");
    }

    private static int bounded(int number, int most) {
        if (number < 0 || number > most) {
            throw new IllegalArgumentException("not a lesson: " + number + " is more than " + most);
        }
        return number;
    }

    private static long[] widened(int[] numbers) {
        long[] wide = new long[numbers.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = numbers[i];
        }
        return wide;
    }

    private static int[] narrowed(long[] numbers) {
        int[] narrow = new int[numbers.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (int) numbers[i];
        }
        return narrow;
    }
}
