// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * One run of {@code ./run} as a child process, just as an operator starts it; what it prints goes to a file.
 */
public final class RunProcess implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(60);

    private final Process process;
    private final Path output;
    private final List<ProcessHandle> children = new ArrayList<>();

    private RunProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it and returns at once. */
    public static RunProcess start(Path output, Map<String, String> environment, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(Checkout.root().resolve("run").toString()));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("POSTERN_"));
        builder.environment().put("POSTERN_BUILT", "yes");
        builder.environment().putAll(environment);
        return new RunProcess(builder.start(), output);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Everything printed so far, by earlier runs into the same file too. */
    public String output() {
        try {
            return Files.exists(output) ? Files.readString(output, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its end by itself and returns its status; fails with what it printed when it takes longer. */
    public int awaitExit(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            close();
            throw new AssertionError("./run did not end within " + limit.toSeconds() + " s:\n" + output());
        }
        return process.exitValue();
    }

    /** The child of the server whose command line holds this text, such as Cassandra's main class. */
    public Optional<ProcessHandle> child(String marker) {
        List<ProcessHandle> found = process.descendants().toList();
        found.stream().filter(handle -> !children.contains(handle)).forEach(children::add);
        return found.stream().filter(handle -> commandLine(handle).contains(marker)).findFirst();
    }

    /** Ends the server alone, with no chance to clean up; its children stay behind as they would. */
    public void kill() throws InterruptedException {
        child("");
        process.destroyForcibly();
        process.waitFor();
    }

    /** Ends the server as Ctrl-C does. */
    public void stop() throws InterruptedException {
        child("");
        process.destroy();
        if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
            close();
            throw new AssertionError("./run did not stop within " + STOP.toSeconds() + " s:\n" + output());
        }
    }

    /** Ends whatever is left of it. */
    @Override
    public void close() {
        child("");
        process.destroyForcibly();
        children.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    }

    private static String commandLine(ProcessHandle handle) {
        try {
            Path file = Path.of("/proc", Long.toString(handle.pid()), "cmdline");
            return Files.readString(file, StandardCharsets.ISO_8859_1).replace('\0', ' ');
        } catch (IOException e) {
            return handle.info().commandLine().orElse("");
        }
    }

    /** Waits until the file holds this text more often than before, or the process has died. */
    boolean awaitLine(String text, int seenBefore, Duration limit) throws InterruptedException {
        Instant deadline = Instant.now().plus(limit);
        while (Instant.now().isBefore(deadline)) {
            if (count(output(), text) > seenBefore) {
                return true;
            }
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                return count(output(), text) > seenBefore;
            }
        }
        return false;
    }

    static int count(String all, String text) {
        return all.split(Pattern.quote(text), -1).length - 1;
    }
}
