// SPDX-License-Identifier: Apache-2.0
package org.postern.server.cassandra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The JVM's archive of loaded classes, which halves the node's start time. The first run that ends cleanly writes it beside the
 * jars; it is good for that Java version and those jars alone, so both are in its name or in its age.
 */
final class ClassArchive {
    private final Path file;
    private final Path libraries;
    private final Path fresh;

    ClassArchive(Path libraries) {
        this.libraries = libraries;
        this.file = libraries.resolveSibling("cassandra-" + Runtime.version() + ".jsa");
        this.fresh = libraries.resolveSibling("cassandra-" + Runtime.version() + "." + ProcessHandle.current().pid() + ".new");
    }

    /** JVM flags that use the archive, or make it, or nothing when neither is possible. */
    List<String> flags() {
        if (isUsable()) {
            return List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+AllowArchivingWithJavaAgent", "-XX:SharedArchiveFile=" + file,
                "-Xlog:disable", "-Xlog:all=error:stderr");
        }
        if (Files.isWritable(libraries.getParent())) {
            return List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+AllowArchivingWithJavaAgent", "-XX:ArchiveClassesAtExit=" + fresh,
                "-Xlog:disable", "-Xlog:all=error:stderr");
        }
        return List.of();
    }

    /** Puts the archive of a run that has ended into its place. */
    void publish() throws IOException {
        if (Files.exists(fresh)) {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private boolean isUsable() {
        try {
            return Files.exists(file)
                && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(libraries)) >= 0;
        } catch (IOException unreadable) {
            return false;
        }
    }
}
