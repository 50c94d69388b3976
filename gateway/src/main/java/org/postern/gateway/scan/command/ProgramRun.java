// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.postern.gateway.scan.wire.TimeLeft;

/**
 * One run of a program, which ends with its limit together with all it started. It gets nothing of our environment but the search path.
 */
public final class ProgramRun {
    private static final int MOST_OUTPUT = 64 * 1024;
    private static final ExecutorService READERS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "postern-program-output");
        thread.setDaemon(true);
        return thread;
    });

    private ProgramRun() {
    }

    /**
     * How it ended.
     *
     * @param status exit status
     * @param output what it wrote to standard output and standard error, at most 64 KiB
     */
    public record Outcome(int status, String output) {

        /** Lines that are not empty. */
        public List<String> lines() {
            return output.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        }

        /** The last line, for messages. */
        public String saying() {
            List<String> lines = lines();
            return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
        }
    }

    /** Runs the program with nothing on its standard input. */
    public static Outcome run(List<String> line, Path directory, TimeLeft left) throws IOException, InterruptedException {
        return run(line, directory, left, new byte[0]);
    }

    /**
     * Runs the program.
     *
     * @param input what it may read from its standard input
     * @throws IOException when it cannot be started, or does not end in time; it is killed then
     */
    public static Outcome run(List<String> line, Path directory, TimeLeft left, byte[] input) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        environment.clear();
        environment.putAll(Map.of("PATH", path, "LC_ALL", "C.UTF-8", "POSTERN_SCAN", "1"));
        Process process = builder.start();
        try {
            READERS.execute(() -> write(input, process.getOutputStream()));
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process.getInputStream()), READERS);
            String text = output.get(left.now().toNanos(), TimeUnit.NANOSECONDS);
            if (!process.waitFor(left.now().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException();
            }
            return new Outcome(process.exitValue(), text);
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("did not end within the limit of " + left.limit().toMillis() + " ms and was killed");
        } catch (ExecutionException e) {
            throw new IOException("its output cannot be read", e.getCause());
        } finally {
            kill(process);
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void write(byte[] input, OutputStream to) {
        try (to) {
            to.write(input);
        } catch (IOException e) {
            // A program may end without having read everything; its exit status says whether that is well.
            return;
        }
    }

    /** Reads to the end, so that the program never waits for a reader; keeps the start. */
    private static String read(InputStream in) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try (in) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                kept.write(buffer, 0, Math.min(length, MOST_OUTPUT - kept.size()));
            }
        } catch (IOException e) {
            // The stream of a program that was killed breaks; what it said before is still of use.
            return kept.toString(StandardCharsets.UTF_8);
        }
        return kept.toString(StandardCharsets.UTF_8);
    }
}
