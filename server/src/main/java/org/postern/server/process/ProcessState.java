// SPDX-License-Identifier: Apache-2.0
package org.postern.server.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells a running process from a dead one that nobody has collected yet: Java calls both alive, and in a container without an init
 * process an orphan stays uncollected for ever.
 */
final class ProcessState {
    private ProcessState() {
    }

    static boolean isRunning(ProcessHandle handle) {
        return handle.isAlive() && !isZombie(handle.pid());
    }

    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException noProcTable) {
            return false;
        }
    }
}
