// SPDX-License-Identifier: Apache-2.0
package org.postern.server.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the jars of a child by their place in the build, because they may stand on no class path but the child's own.
 *
 * @param directory holds the jars, and a list of them
 */
public record Libraries(Path directory) {
    private static final String LIST = "jars.txt";

    /** Makes the path absolute: children run in directories of their own. */
    public Libraries {
        directory = directory.toAbsolutePath().normalize();
    }

    /**
     * The directory named by a system property, else that of the build, looked for from the working directory upward.
     *
     * @param module of the build, below {@code server}, such as {@code cassandra}; the property is {@code postern.cassandra.lib} then
     * @throws IllegalStateException when there is neither
     */
    public static Libraries of(String module) {
        String property = "postern." + module + ".lib";
        String given = System.getProperty(property);
        if (given != null) {
            if (!Files.isDirectory(Path.of(given))) {
                throw new IllegalStateException(property + " names " + given + ", which is no directory");
            }
            return new Libraries(Path.of(given));
        }
        return Stream.iterate(Path.of("").toAbsolutePath(), directory -> directory != null, Path::getParent)
            .map(directory -> directory.resolve(Path.of("server", module, "target", "lib")))
            .filter(directory -> Files.exists(directory.resolve(LIST)))
            .findFirst()
            .map(Libraries::new)
            .orElseThrow(() -> new IllegalStateException("the jars of server/" + module + " are not gathered yet: run"
                + " `mvn -pl server/" + module + " package`, or name their directory in the system property " + property));
    }

    /** The jars that the build listed, in its order: the directory may still hold those of an earlier version. */
    public List<Path> jars() {
        try {
            return Stream.of(Files.readString(directory.resolve(LIST)).trim().split(":"))
                .map(name -> directory.resolve(name).normalize())
                .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the list of jars in " + directory + " cannot be read; build them again", unreadable);
        }
    }

    /** All of them as the JVM wants them. */
    public String classPath() {
        return jars().stream().map(Path::toString).collect(Collectors.joining(System.getProperty("path.separator")));
    }
}
