// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file says, read again when the file changes. A file that cannot be used any more is reported once and the last good content
 * stays in force: an administrator's slip must not stop the mail.
 *
 * @param <T> what the file is read into
 */
public final class ReloadedFile<T> implements Supplier<T> {
    private static final Logger LOGGER = LoggerFactory.getLogger(ReloadedFile.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Path file;
    private final Parser<T> parser;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Instant nextLook;
    private volatile T content;
    private State seen;

    /**
     * Reads the file for the first time.
     *
     * @throws UnusableFileException when it cannot be read or does not hold what it should
     */
    public ReloadedFile(Path file, Parser<T> parser, Clock clock) {
        this.file = file;
        this.parser = parser;
        this.clock = clock;
        try {
            this.seen = State.of(file);
            this.content = parse();
        } catch (IOException | RuntimeException e) {
            throw new UnusableFileException(file, e);
        }
        this.nextLook = clock.instant().plus(LOOK_EVERY);
    }

    /**
     * Makes content of a file's text.
     *
     * @param <T> what the file is read into
     */
    @FunctionalInterface
    public interface Parser<T> {
        T parse(Reader text) throws IOException;
    }

    /** The last good content; looks for a changed file at most once a second. */
    @Override
    public T get() {
        if (!clock.instant().isBefore(nextLook) && looking.tryLock()) {
            try {
                look();
            } finally {
                nextLook = clock.instant().plus(LOOK_EVERY);
                looking.unlock();
            }
        }
        return content;
    }

    private void look() {
        State present;
        try {
            present = State.of(file);
        } catch (IOException e) {
            present = State.NONE;
        }
        if (present.equals(seen)) {
            return;
        }
        seen = present;
        try {
            content = parse();
            LOGGER.info("Read {} again", file);
        } catch (IOException | RuntimeException e) {
            LOGGER.error("{} cannot be used, what it said before stays in force: {}", file, UnusableFileException.reason(e));
        }
    }

    private T parse() throws IOException {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return parser.parse(reader);
        }
    }

    private record State(FileTime modified, long size, Object key) {
        static final State NONE = new State(FileTime.fromMillis(0), -1, "none");

        static State of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new State(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
        }
    }
}
