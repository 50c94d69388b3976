// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The minutes of records that this node has not indexed yet, in a file beside the memory, so that a node that dies knows
 * afterwards what it owes the index. A minute and not a record is noted, because then most records need no writing at all.
 */
final class IndexBacklog {
    private static final Logger LOGGER = LoggerFactory.getLogger(IndexBacklog.class);
    private static final int SUPERFLUOUS_LINES = 10_000;

    private final Path file;
    private final Set<Instant> minutes = new TreeSet<>();
    private int lines;

    /** Reads the file, if there is one; a line that is cut off is left out. */
    IndexBacklog(Path file) {
        this.file = file;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file)) {
                try (Stream<String> all = Files.lines(file, StandardCharsets.US_ASCII)) {
                    all.filter(line -> line.matches("\\d{8,10}"))
                        .forEach(line -> minutes.add(Instant.ofEpochSecond(60 * Long.parseLong(line))));
                }
            }
            rewrite();
        } catch (IOException e) {
            throw new UncheckedIOException("what is to be indexed cannot be kept in " + file, e);
        }
    }

    synchronized Set<Instant> minutes() {
        return new TreeSet<>(minutes);
    }

    /** Notes minutes. A disk that fails costs no more than that a crash is not made up for. */
    synchronized void add(Collection<Instant> more) {
        Set<Instant> fresh = new TreeSet<>(more);
        fresh.removeAll(minutes);
        if (fresh.isEmpty()) {
            return;
        }
        minutes.addAll(fresh);
        lines += fresh.size();
        try {
            Files.writeString(file, text(fresh), StandardCharsets.US_ASCII, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOGGER.error("What is to be indexed cannot be noted in {}: {}", file, e.toString());
        }
    }

    /** Strikes out minutes that have been indexed. */
    synchronized void settle(Collection<Instant> done) {
        if (minutes.removeAll(done) && (minutes.isEmpty() || lines > minutes.size() + SUPERFLUOUS_LINES)) {
            try {
                rewrite();
            } catch (IOException e) {
                LOGGER.warn("{} cannot be written; more than needed will be indexed after the next start: {}", file, e.toString());
            }
        }
    }

    private void rewrite() throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text(minutes), StandardCharsets.US_ASCII);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        lines = minutes.size();
    }

    private static String text(Set<Instant> some) {
        return some.stream().map(minute -> minute.getEpochSecond() / 60 + "\n").collect(Collectors.joining());
    }
}
