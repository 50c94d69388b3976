// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events that wait on this node's disk because the store is away: one file a batch, forced to the disk, the oldest replayed first. A file
 * that a crash has cut off is read up to there. Used by one thread; its size may be asked by any.
 */
final class EventSpill {
    private static final Logger LOGGER = LoggerFactory.getLogger(EventSpill.class);
    private static final String ENDING = ".events";

    private final Path directory;
    private final long mostBytes;
    private volatile long bytes;
    private long next;

    /**
     * Opens the directory, creating it when it is missing.
     *
     * @param mostBytes size beyond which nothing more is taken
     */
    EventSpill(Path directory, long mostBytes) {
        this.directory = directory;
        this.mostBytes = mostBytes;
        try {
            Files.createDirectories(directory);
            for (Path file : files()) {
                bytes += Files.size(file);
                next = Math.max(next, number(file) + 1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("events cannot be kept in " + directory, e);
        }
    }

    boolean isEmpty() {
        return bytes == 0;
    }

    long bytes() {
        return bytes;
    }

    /** Writes events; {@code false} when there is no room or the disk fails, and then nothing is kept of them. */
    boolean write(List<Event> events) {
        if (bytes >= mostBytes) {
            return false;
        }
        Path file = directory.resolve(String.format("%019d", next) + ENDING);
        try {
            try (FileOutputStream disk = new FileOutputStream(file.toFile());
                 DataOutputStream out = new DataOutputStream(new BufferedOutputStream(disk, 1 << 16))) {
                for (Event event : events) {
                    EventCodec.write(event, out);
                }
                out.flush();
                disk.getFD().sync();
            }
            next++;
            bytes += Files.size(file);
            return true;
        } catch (IOException e) {
            LOGGER.error("Events cannot be written to {}", file, e);
            remove(file);
            return false;
        }
    }

    /** The oldest file, empty when there is none. */
    Optional<Path> oldest() {
        try {
            List<Path> files = files();
            if (files.isEmpty()) {
                bytes = 0;
            }
            return files.stream().findFirst();
        } catch (IOException e) {
            LOGGER.error("Events in {} cannot be listed", directory, e);
            return Optional.empty();
        }
    }

    /** The events of a file; one that holds something else, or cannot be read to its end, is kept beside for people to look at. */
    List<Event> read(Path file) {
        List<Event> events = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            while (true) {
                events.add(EventCodec.read(in));
            }
        } catch (EOFException end) {
            return events;
        } catch (IOException | IllegalArgumentException e) {
            LOGGER.error("{} cannot be read after {} events and is kept beside", file, events.size(), e);
            keep(file);
            return events;
        }
    }

    private static void keep(Path file) {
        try {
            Files.copy(file, file.resolveSibling(file.getFileName() + ".unreadable"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOGGER.error("{} cannot be kept", file, e);
        }
    }

    void done(Path file) {
        try {
            bytes -= Files.size(file);
        } catch (IOException e) {
            LOGGER.warn("The size of {} is not known", file, e);
        }
        remove(file);
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOGGER.error("{} cannot be removed; its events will be stored again, which changes nothing", file, e);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.getFileName().toString().matches("\\d{19}\\.events")).sorted().toList();
        }
    }

    private static long number(Path file) {
        return Long.parseLong(file.getFileName().toString().substring(0, 19));
    }
}
