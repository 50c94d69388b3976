// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.recipient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recipients that a file lists, for sites whose server behind cannot be asked: one address a line, or {@code @domain} for everybody
 * there; what follows {@code #} is a comment. A changed file is read within five seconds. One that cannot be read leaves everything as it
 * was last read, and recipients unknown as long as it has never been. Safe for use by many threads.
 */
public final class ListedRecipients implements RecipientProbe {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Logger LOGGER = LoggerFactory.getLogger(ListedRecipients.class);

    private final Path file;
    private final Clock clock;
    private Instant nextLook = Instant.MIN;
    private FileTime readVersion = FileTime.fromMillis(-1);
    private Optional<Set<String>> listed = Optional.empty();

    public ListedRecipients(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    @Override
    public RecipientAnswer ask(String recipient) {
        return current().map(names -> has(names, recipient) ? RecipientAnswer.EXISTS : RecipientAnswer.UNKNOWN)
            .orElseGet(() -> new RecipientAnswer.Unavailable("the list of recipients could not be read"));
    }

    @Override
    public Optional<RecipientAnswer> known(String recipient) {
        return current().filter(names -> has(names, recipient)).map(names -> RecipientAnswer.EXISTS);
    }

    private static boolean has(Set<String> names, String recipient) {
        String lower = recipient.toLowerCase(Locale.ROOT);
        return names.contains(lower) || names.contains(lower.substring(Math.max(0, lower.lastIndexOf('@'))));
    }

    private synchronized Optional<Set<String>> current() {
        Instant now = clock.instant();
        if (!now.isBefore(nextLook)) {
            nextLook = now.plus(LOOK_EVERY);
            try {
                FileTime version = Files.getLastModifiedTime(file);
                if (!version.equals(readVersion)) {
                    listed = Optional.of(read());
                    readVersion = version;
                    LOGGER.info("The list of recipients in {} has {} entries", file, listed.get().size());
                }
            } catch (IOException e) {
                LOGGER.warn("The list of recipients cannot be read, it stays as it is: {}", e.toString());
            }
        }
        return listed;
    }

    private Set<String> read() throws IOException {
        return Files.readAllLines(file).stream().map(line -> line.replaceFirst("#.*", "").strip().toLowerCase(Locale.ROOT))
            .filter(line -> !line.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }
}
