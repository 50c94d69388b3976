// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.channel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one channel gave, on disk: a directory for each revision that is kept, and a file that names the one in force. The file is
 * replaced in one step, so that at every moment, and after a crash too, one whole revision is in force or none.
 */
final class ChannelDirectory {
    private static final String CURRENT = "current";
    private static final String PREVIOUS = "previous";
    private static final String REFUSED = "refused";

    private final Path root;

    ChannelDirectory(Path root) {
        this.root = root;
    }

    /** The revision in force. */
    Optional<String> current() throws IOException {
        return read(CURRENT).filter(revision -> Files.isDirectory(root.resolve(revision)));
    }

    /** Where the rules in force are. */
    Optional<Path> rules() throws IOException {
        return current().map(root::resolve);
    }

    /** Whether this revision was tried and found broken. */
    boolean isRefused(String revision) throws IOException {
        return read(REFUSED).filter(revision::equals).isPresent();
    }

    void refuse(String revision) throws IOException {
        write(REFUSED, revision);
    }

    /** An empty directory for unpacking; what is left of an earlier one is removed. */
    Path beginning(String revision) throws IOException {
        Path directory = root.resolve(revision + ".new");
        remove(directory);
        return Files.createDirectories(directory);
    }

    /** Puts an unpacked revision in force and removes those before the one it replaces. */
    void finish(String revision) throws IOException {
        Path directory = root.resolve(revision);
        remove(directory);
        Files.move(root.resolve(revision + ".new"), directory, StandardCopyOption.ATOMIC_MOVE);
        Optional<String> before = current();
        if (before.isPresent() && !before.get().equals(revision)) {
            write(PREVIOUS, before.get());
        }
        write(CURRENT, revision);
        removeAllBut(Stream.concat(Stream.of(revision), before.stream()).collect(Collectors.toSet()));
    }

    void abandon(String revision) throws IOException {
        remove(root.resolve(revision + ".new"));
    }

    /** Puts the revision before the present one in force again; empty when there is none. */
    Optional<String> rollBack() throws IOException {
        Optional<String> previous = read(PREVIOUS).filter(revision -> Files.isDirectory(root.resolve(revision)));
        if (previous.isPresent()) {
            Optional<String> present = current();
            write(CURRENT, previous.get());
            if (present.isPresent()) {
                refuse(present.get());
            }
        }
        return previous;
    }

    private Optional<String> read(String name) throws IOException {
        try {
            return Optional.of(Files.readString(root.resolve(name)).strip()).filter(revision -> revision.matches("[0-9]{1,18}"));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private void write(String name, String revision) throws IOException {
        Files.createDirectories(root);
        Path fresh = root.resolve(name + ".new");
        Files.write(fresh, revision.getBytes(StandardCharsets.US_ASCII));
        Files.move(fresh, root.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void removeAllBut(Set<String> revisions) throws IOException {
        try (Stream<Path> all = Files.list(root)) {
            for (Path each : all.filter(Files::isDirectory).toList()) {
                if (!revisions.contains(each.getFileName().toString())) {
                    remove(each);
                }
            }
        }
    }

    private static void remove(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
