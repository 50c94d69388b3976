// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file, or the files of a directory, say; read again when any of them changes. Files that cannot be used any more are reported
 * once and the last good content stays in force: an administrator's slip must not stop the mail.
 *
 * @param <T> what the files are read into
 */
public final class ReloadedFiles<T> implements Supplier<T> {
    private static final Logger LOGGER = LoggerFactory.getLogger(ReloadedFiles.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final WatchedFiles files;
    private final Parser<T> parser;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Instant nextLook;
    private volatile T content;
    private List<WatchedFiles.State> seen;

    /**
     * Reads the files for the first time.
     *
     * @param path   a file, or a directory
     * @param suffix how names of files in a directory end
     * @throws UnusableFileException when they cannot be read or do not hold what they should
     */
    public ReloadedFiles(Path path, String suffix, Parser<T> parser, Clock clock) {
        this(List.of(path), suffix, parser, clock);
    }

    /** The same for several files and directories, read in this order. */
    public ReloadedFiles(List<Path> paths, String suffix, Parser<T> parser, Clock clock) {
        this(new WatchedFiles(paths, suffix), parser, clock);
    }

    ReloadedFiles(WatchedFiles files, Parser<T> parser, Clock clock) {
        this.files = files;
        this.parser = parser;
        this.clock = clock;
        try {
            this.seen = files.states();
            this.content = parser.parse(files.read());
        } catch (IOException | RuntimeException e) {
            throw new UnusableFileException(files.shown(), e);
        }
        this.nextLook = clock.instant().plus(LOOK_EVERY);
    }

    /**
     * Makes content of files.
     *
     * @param <T> what the files are read into
     */
    @FunctionalInterface
    public interface Parser<T> {

        /** Throws when the files, which are sorted by name, do not hold what they should. */
        T parse(List<FileContent> files) throws IOException;
    }

    /**
     * One file as read.
     *
     * @param name  without its directory
     * @param bytes all of it
     */
    public record FileContent(String name, byte[] bytes) {
    }

    /** The last good content; looks for changed files at most once a second. */
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
        List<WatchedFiles.State> present;
        try {
            present = files.states();
        } catch (IOException e) {
            present = List.of();
        }
        if (present.equals(seen)) {
            return;
        }
        seen = present;
        try {
            content = parser.parse(files.read());
            LOGGER.info("Read {} again", files.shown());
        } catch (IOException | RuntimeException e) {
            LOGGER.error("{} cannot be used, what it said before stays in force: {}", files.shown(), UnusableFileException.reason(e));
        }
    }
}
