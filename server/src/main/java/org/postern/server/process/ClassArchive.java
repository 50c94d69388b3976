// SPDX-License-Identifier: Apache-2.0
package org.postern.server.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The JVM's archive of loaded classes, which halves a child's start time. The first run that ends cleanly writes it beside the
 * jars. It is good for one Java version and for jars that have not changed since, so its name says which.
 */
public final class ClassArchive {
    private static final List<String> QUIET = List.of("-Xlog:disable", "-Xlog:all=error:stderr");
    private static final List<String> WITH_AGENT = List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+AllowArchivingWithJavaAgent");

    private final Path file;
    private final Path fresh;

    /**
     * The archive of a child, which need not exist yet.
     *
     * @param child begins the file's name
     */
    public ClassArchive(String child, Libraries libraries) {
        String name = child + "-" + fingerprint(libraries);
        this.file = libraries.directory().resolveSibling(name + ".jsa");
        this.fresh = libraries.directory().resolveSibling(name + "." + UUID.randomUUID() + ".new");
    }

    /** JVM flags that use the archive, or make it, or nothing when neither is possible. */
    public List<String> flags() {
        if (Files.exists(file)) {
            return concat("-XX:SharedArchiveFile=" + file);
        }
        if (Files.isWritable(file.getParent())) {
            return concat("-XX:ArchiveClassesAtExit=" + fresh);
        }
        return List.of();
    }

    /** Puts the archive of a run that has ended into its place. */
    public void publish() throws IOException {
        if (Files.exists(fresh)) {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<String> concat(String flag) {
        return Stream.of(WITH_AGENT, List.of(flag), QUIET).flatMap(List::stream).toList();
    }

    private static String fingerprint(Libraries libraries) {
        StringBuilder text = new StringBuilder(System.getProperty("java.vm.version")).append(libraries.directory());
        try {
            for (Path jar : libraries.jars()) {
                text.append(jar.getFileName()).append(Files.getLastModifiedTime(jar)).append(Files.size(jar));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8)).toString();
    }
}
