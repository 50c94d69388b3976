// SPDX-License-Identifier: Apache-2.0
package org.postern.server.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the program's own files lie: the directory that holds {@code james-conf} and {@code extension}.
 */
record Installation(Path home) {
    static final String PROPERTY = "postern.home";

    static Installation find() {
        return new Installation(Path.of(System.getProperty(PROPERTY, "")).toAbsolutePath().normalize());
    }

    /** The configuration that comes with this version. */
    Path configuration() {
        return home.resolve("james-conf").resolve("single");
    }

    /**
     * Puts the built bundle where James loads extensions from, unless the one there is as new.
     *
     * @return the bundle there; empty when there is none at all, so that James would run without any filter
     */
    Optional<Path> deliverBundle(Path extensionJars) throws IOException {
        Optional<Path> built = newestBundle(home.resolve("extension").resolve("target"));
        Optional<Path> installed = newestBundle(extensionJars);
        if (built.isEmpty()) {
            return installed;
        }
        if (installed.isEmpty() || time(built.get()).compareTo(time(installed.get())) > 0) {
            Path target = extensionJars.resolve(built.get().getFileName());
            Path fresh = target.resolveSibling(target.getFileName() + ".new");
            Files.copy(built.get(), fresh, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            if (installed.isPresent() && !installed.get().equals(target)) {
                Files.delete(installed.get());
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Optional.of(target);
        }
        return installed;
    }

    private static Optional<Path> newestBundle(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("postern-extension-[0-9].*\\.jar"))
                .filter(file -> !file.getFileName().toString().matches(".*-(tests|sources|javadoc)\\.jar"))
                .max(Comparator.comparing(Installation::time));
        }
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }
}
