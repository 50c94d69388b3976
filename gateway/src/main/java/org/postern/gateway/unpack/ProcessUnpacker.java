// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.postern.analysis.archive.ExternalUnpacker;

/**
 * Unpacks with libarchive's tar, which reads the archive from its standard input and writes it as a tar to its standard output: nothing
 * touches the disk.
 */
public final class ProcessUnpacker implements ExternalUnpacker, AutoCloseable {
    private static final List<String> AS_TAR = List.of("-c", "-f", "-", "--format=pax", "@-");

    private final BoundedProgram program;

    /** Runs this command, a name on the path or a place. */
    public ProcessUnpacker(String command) {
        this.program = new BoundedProgram(command);
    }

    @Override
    public String unpack(byte[] archive, Duration limit, Members members) throws IOException {
        return program.inTurn(limit, end -> program.run(AS_TAR, archive, end, output -> read(output, members)));
    }

    private static String read(InputStream output, Members members) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(output, StandardCharsets.UTF_8.name());
        while (true) {
            TarArchiveEntry entry;
            try {
                entry = tar.getNextTarEntry();
            } catch (IOException e) {
                return "the unpacker's output breaks off";
            }
            if (entry == null) {
                return "";
            }
            if (entry.isFile()) {
                members.member(entry.getName(), tar);
            }
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
