// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.unpack;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.postern.analysis.archive.ExternalUnpacker;

/**
 * Unpacks with 7-Zip, for formats and methods of compression that neither a Java library nor libarchive reads. It needs to go to and fro in
 * the archive, which therefore stands in a file of its own for as long; what it unpacks comes by its standard output, one member behind the
 * other, and is divided by the lengths of its list. Names in the archive never become names of files.
 */
public final class SevenZipUnpacker implements ExternalUnpacker, AutoCloseable {
    private static final int MOST_LIST = 8 * 1024 * 1024;
    private static final int MOST_LOCKED = 100;
    private static final byte[] NOTHING = new byte[0];

    private final BoundedProgram program;

    /** Runs this command, a name on the path or a place. */
    public SevenZipUnpacker(String command) {
        this.program = new BoundedProgram(command);
    }

    @Override
    public String unpack(byte[] archive, Duration limit, Members members) throws IOException {
        // Only this user can read a file so made. Of a disk image with two trees, 7-Zip reads the one that Windows shows when it ends so.
        Path file = Files.createTempFile("postern-archive", ".iso");
        try {
            Files.write(file, archive);
            return program.inTurn(limit, end -> unpack(file, end, members));
        } finally {
            Files.delete(file);
        }
    }

    private String unpack(Path file, long end, Members members) throws IOException, InterruptedException {
        List<SevenZipList.Entry> list = new ArrayList<>();
        String unlisted = program.run(List.of("l", "-slt", "-ba", "-sccUTF-8", "--", file.toString()), NOTHING, end, output -> {
            byte[] text = output.readNBytes(MOST_LIST);
            list.addAll(SevenZipList.read(text));
            return output.read() >= 0 ? "the list of members is too long" : "";
        });
        if (!unlisted.isEmpty()) {
            return unlisted;
        }
        // Left out by name, since what 7-Zip writes for them has no certain length.
        List<String> locked = list.stream().filter(SevenZipList.Entry::encrypted).map(SevenZipList.Entry::name).toList();
        if (locked.size() > MOST_LOCKED) {
            return "too many members need a password";
        }
        locked.forEach(members::locked);
        list.removeIf(SevenZipList.Entry::encrypted);
        if (list.stream().anyMatch(entry -> entry.size() < 0)) {
            return "the list of members does not tell their sizes";
        }
        List<String> arguments = new ArrayList<>(List.of("x", "-so", "-bd", "-mmt1", "-spd"));
        locked.forEach(name -> arguments.add("-x!" + name));
        arguments.addAll(List.of("--", file.toString()));
        return list.isEmpty() ? "" : program.run(arguments, NOTHING, end, output -> divide(output, list, members));
    }

    private static String divide(InputStream output, List<SevenZipList.Entry> list, Members members) throws IOException {
        for (SevenZipList.Entry entry : list) {
            ExactBytes content = new ExactBytes(output, entry.size());
            try {
                members.member(entry.name(), content);
                content.skipRest();
            } catch (EOFException e) {
                return "the unpacker's output breaks off";
            }
        }
        return output.read() >= 0 ? "the unpacker wrote more than its list told" : "";
    }

    @Override
    public void close() {
        program.close();
    }

    /** So many bytes of a longer stream; fewer are a fault. */
    private static final class ExactBytes extends InputStream {
        private final InputStream from;
        private long left;

        ExactBytes(InputStream from, long left) {
            this.from = from;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = from.read(bytes, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("the unpacker's output breaks off");
            }
            left -= count;
            return count;
        }

        void skipRest() throws IOException {
            byte[] buffer = new byte[8192];
            while (left > 0) {
                read(buffer, 0, buffer.length);
            }
        }
    }
}
