// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.postern.analysis.archive.ExternalUnpacker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unpacks with libarchive's tar, which reads the archive from its standard input and writes it as a tar to its standard output: nothing
 * touches the disk. Each archive has a process of its own under a time limit, so that a fault in it harms one message alone.
 */
public final class ProcessUnpacker implements ExternalUnpacker, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ProcessUnpacker.class);
    private static final int MOST_AT_ONCE = 4;
    private static final int ERROR_TEXT = 500;
    private static final long MEMORY_KIB = 1024L * 1024;

    private final String command;
    private final Semaphore slots = new Semaphore(MOST_AT_ONCE);
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(MOST_AT_ONCE * 2, task -> {
        Thread thread = new Thread(task, "postern-unpack");
        thread.setDaemon(true);
        return thread;
    });

    /** Runs this command, a name on the path or a place. */
    public ProcessUnpacker(String command) {
        this.command = command;
    }

    @Override
    public String unpack(byte[] archive, Duration limit, Members members) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        try {
            if (!slots.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return "the unpacker had too much to do";
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
        try {
            return run(archive, end, members);
        } finally {
            slots.release();
        }
    }

    private String run(byte[] archive, long end, Members members) throws IOException {
        Process process;
        try {
            // The shell only sets the bound on memory; the command is its argument and never read as code.
            process = new ProcessBuilder(List.of("sh", "-c", "ulimit -v " + MEMORY_KIB + "; exec \"$0\" -c -f - --format=pax @-", command))
                .start();
        } catch (IOException e) {
            return "the unpacker cannot be started: " + e.getMessage();
        }
        AtomicBoolean late = new AtomicBoolean();
        threads.schedule(() -> {
            late.set(process.isAlive());
            process.destroyForcibly();
        }, Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        try {
            threads.execute(() -> feed(process, archive));
            String broken = read(process.getInputStream(), members);
            String error = new String(process.getErrorStream().readNBytes(ERROR_TEXT), StandardCharsets.UTF_8).strip();
            if (late.get()) {
                return "the unpacker took too long";
            }
            int status = process.waitFor();
            return status == 0 ? broken : error.isEmpty() ? "the unpacker ended with status " + status : error;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        } finally {
            process.destroyForcibly();
        }
    }

    private static void feed(Process process, byte[] archive) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(archive);
        } catch (IOException unpackerEnded) {
            // It need not read to the end; what it made of the archive shows in its output and status.
            LOGGER.debug("The unpacker closed its input early", unpackerEnded);
        }
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
        threads.shutdownNow();
    }
}
