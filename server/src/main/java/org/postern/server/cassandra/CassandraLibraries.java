// SPDX-License-Identifier: Apache-2.0
package org.postern.server.cassandra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds Cassandra's jars by their place in the build, because they may stand on no class path but Cassandra's own.
 */
final class CassandraLibraries {
    static final String PROPERTY = "postern.cassandra.lib";
    private static final String LIST = "jars.txt";
    private static final Path IN_BUILD = Path.of("server", "cassandra", "target", "lib");

    private CassandraLibraries() {
    }

    /**
     * The directory named by the system property {@value #PROPERTY}, else the build's, looked for from the working directory upward.
     *
     * @throws IllegalStateException when there is neither
     */
    static Path find() {
        String given = System.getProperty(PROPERTY);
        if (given != null) {
            return existing(Path.of(given));
        }
        return Stream.iterate(Path.of("").toAbsolutePath(), directory -> directory != null, Path::getParent)
            .map(directory -> directory.resolve(IN_BUILD))
            .filter(Files::isDirectory)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("Cassandra's jars are not built yet: run"
                + " `mvn -pl server/cassandra package`, or name their directory in the system property " + PROPERTY));
    }

    /** The jars that the build listed, in its order: the directory may still hold those of an earlier version. */
    static List<Path> jars(Path directory) {
        try {
            return Stream.of(Files.readString(directory.resolve(LIST)).trim().split(":"))
                .map(name -> directory.resolve(name).normalize())
                .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the list of Cassandra's jars cannot be read; build server/cassandra again", unreadable);
        }
    }

    private static Path existing(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalStateException(PROPERTY + " names " + directory + ", which is no directory");
        }
        return directory.toAbsolutePath();
    }
}
