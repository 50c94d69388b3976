// SPDX-License-Identifier: Apache-2.0
package org.postern.server.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Remembers a child across a crash of its parent. The number alone proves nothing, for the system gives it out again: the command
 * line must match too.
 */
final class PidFile {
    private final Path file;
    private final String marker;

    PidFile(Path file, String marker) {
        this.file = file;
        this.marker = marker;
    }

    void write(long pid) throws IOException {
        Files.writeString(file, Long.toString(pid) + System.lineSeparator());
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** The process of the file when it runs and is ours. */
    Optional<ProcessHandle> orphan() {
        return number().flatMap(ProcessHandle::of).filter(handle -> handle.isAlive() && commandLine(handle).contains(marker));
    }

    private Optional<Long> number() {
        try {
            return Optional.of(Long.parseLong(Files.readString(file).trim()));
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static String commandLine(ProcessHandle handle) {
        try {
            // ProcessHandle.Info cuts long command lines; the system's own table does not. A zombie's line is empty there.
            return Files.readString(Path.of("/proc", Long.toString(handle.pid()), "cmdline")).replace('\0', ' ');
        } catch (IOException noProcTable) {
            return handle.info().commandLine().orElse("");
        }
    }
}
