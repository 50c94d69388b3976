// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * CPU time that a process has used so far, from {@code /proc/PID/stat} (proc(5), fields utime and stime), which counts all its
 * threads, also those that have ended.
 */
public final class ProcessCpu {
    /** Linux counts these in USER_HZ, which is 100 on every architecture Java runs on. */
    private static final long MILLIS_PER_TICK = 10;
    private static final int UTIME_AFTER_COMMAND = 11;

    private ProcessCpu() {
    }

    /** Milliseconds of user and system time; 0 for a process that has ended. */
    public static long millis(long pid) throws IOException {
        String stat;
        try {
            stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        } catch (NoSuchFileException e) {
            return 0;
        }
        // The command name stands in brackets and may itself hold blanks and brackets.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(fields[UTIME_AFTER_COMMAND]) + Long.parseLong(fields[UTIME_AFTER_COMMAND + 1]);
        return ticks * MILLIS_PER_TICK;
    }
}
