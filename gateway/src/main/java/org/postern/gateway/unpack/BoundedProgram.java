// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a program that reads hostile archives: each run is a process of its own under bounds on time and memory, and few run at once, so
 * that a fault in the program harms one message alone.
 */
final class BoundedProgram implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(BoundedProgram.class);
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

    BoundedProgram(String command) {
        this.command = command;
    }

    /** Takes what the program writes. */
    @FunctionalInterface
    interface Output {
        /** Empty when it was understood to its end, else why not, for people. */
        String read(InputStream output) throws IOException;
    }

    /** Something that needs a place among the few runs. */
    @FunctionalInterface
    interface Work {
        String run(long end) throws IOException, InterruptedException;
    }

    /**
     * Waits for a place and does the work there.
     *
     * @return what the work returns, or why there was no place
     */
    String inTurn(Duration limit, Work work) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        try {
            if (!slots.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return "the unpacker had too much to do";
            }
            try {
                return work.run(end);
            } finally {
                slots.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /**
     * Runs the program once.
     *
     * @param input what it reads from its standard input
     * @param end   System.nanoTime() at which it is killed
     * @return empty when it ended well and its output was understood, else why not, for people
     */
    String run(List<String> arguments, byte[] input, long end, Output output) throws IOException, InterruptedException {
        // The shell only sets the bound on memory; the command and its arguments are its own and never read as code.
        List<String> line = new ArrayList<>(List.of("sh", "-c", "ulimit -v " + MEMORY_KIB + "; exec \"$0\" \"$@\"", command));
        line.addAll(arguments);
        Process process;
        try {
            process = new ProcessBuilder(line).start();
        } catch (IOException e) {
            return "the unpacker cannot be started: " + e.getMessage();
        }
        AtomicBoolean late = new AtomicBoolean();
        threads.schedule(() -> {
            late.set(process.isAlive());
            process.destroyForcibly();
        }, Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        try {
            threads.execute(() -> feed(process, input));
            String broken = output.read(process.getInputStream());
            String error = new String(process.getErrorStream().readNBytes(ERROR_TEXT), StandardCharsets.UTF_8).strip();
            if (late.get()) {
                return "the unpacker took too long";
            }
            int status = process.waitFor();
            return status == 0 ? broken : error.isEmpty() ? "the unpacker ended with status " + status : error;
        } finally {
            process.destroyForcibly();
        }
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException unpackerEnded) {
            // It need not read to the end; what it made of the archive shows in its output and status.
            LOGGER.debug("The unpacker closed its input early", unpackerEnded);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
