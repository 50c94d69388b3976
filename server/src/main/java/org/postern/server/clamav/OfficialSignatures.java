// SPDX-License-Identifier: Apache-2.0
package org.postern.server.clamav;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The virus database of the ClamAV project: the one this machine already keeps, else one fetched by freshclam when the network lets
 * it. Linked into the private signature directory, not copied: it is large.
 */
final class OfficialSignatures {
    private static final Path SYSTEM = Path.of("/var/lib/clamav");
    private static final Predicate<String> IS_DATABASE = name -> name.matches("(main|daily|bytecode)\\.(cvd|cld)");
    private static final int MINUTES = 15;

    private final Path signatures;
    private final Path fetched;
    private final Optional<Path> freshclam;
    private Optional<FileTime> loaded = Optional.empty();

    OfficialSignatures(Path directory, Path signatures) {
        this.signatures = signatures;
        this.fetched = directory.resolve("official");
        this.freshclam = Executables.find("freshclam");
    }

    /** Writes what freshclam needs to know. */
    void configure() throws IOException {
        Files.createDirectories(fetched);
        Files.write(configuration(), List.of("DatabaseDirectory " + fetched, "DatabaseOwner " + System.getProperty("user.name"),
            "DatabaseMirror database.clamav.net", "MaxAttempts 1", "ConnectTimeout 10", "ReceiveTimeout 300", "Checks 0"));
    }

    /** Program and arguments that fetch what is newer; empty without freshclam, and where the machine keeps the database itself. */
    List<String> command() throws IOException {
        return freshclam.isEmpty() || !databases(SYSTEM).isEmpty() ? List.of()
            : List.of(freshclam.get().toString(), "--config-file=" + configuration(), "--stdout");
    }

    /** Fetches what is newer, within 15 minutes, unless the machine keeps the database itself. Does nothing without freshclam. */
    void fetch() throws IOException, InterruptedException {
        if (command().isEmpty()) {
            return;
        }
        Process process = new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(fetched.resolveSibling("freshclam.log").toFile())
            .start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            throw stopped;
        }
    }

    /** Links what is there now. True when it is not what was linked before, so that clamd must read it. */
    boolean link() throws IOException {
        List<Path> databases = databases(SYSTEM).isEmpty() ? databases(fetched) : databases(SYSTEM);
        Optional<FileTime> newest = newest(databases);
        if (newest.equals(loaded)) {
            return false;
        }
        for (Path old : databases(signatures)) {
            Files.delete(old);
        }
        for (Path database : databases) {
            Files.createSymbolicLink(signatures.resolve(database.getFileName()), database);
        }
        loaded = newest;
        return true;
    }

    private Path configuration() {
        return fetched.resolveSibling("freshclam.conf");
    }

    private static Optional<FileTime> newest(List<Path> databases) throws IOException {
        Optional<FileTime> newest = Optional.empty();
        for (Path database : databases) {
            FileTime time = Files.getLastModifiedTime(database);
            newest = newest.filter(known -> known.compareTo(time) >= 0).or(() -> Optional.of(time));
        }
        return newest;
    }

    /** True when a database of the ClamAV project is linked. */
    boolean isPresent() {
        return loaded.isPresent();
    }

    private static List<Path> databases(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> IS_DATABASE.test(file.getFileName().toString())).sorted(Comparator.naturalOrder()).toList();
        }
    }
}
