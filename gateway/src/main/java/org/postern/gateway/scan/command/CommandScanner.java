// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;

import org.postern.analysis.message.MessageSource;
import org.postern.gateway.config.ScanCommandConfiguration;
import org.postern.gateway.scan.EngineAnswer;
import org.postern.gateway.scan.EngineVersion;
import org.postern.gateway.scan.Findings;
import org.postern.gateway.scan.VirusScanner;
import org.postern.gateway.scan.wire.TimeLeft;

/**
 * Scans with a program of the administrator's: it gets a file, and answers by its exit status and what it prints. The protocol is in
 * docs/virus.md.
 */
public final class CommandScanner implements VirusScanner {
    public static final String NAME = "command";
    private static final int CLEAN = 0;
    private static final int FOUND = 1;
    private static final String UNNAMED = "unnamed";
    private static final String FILE = "{file}";
    private static final String SIGNATURES = "signatures ";
    private static final int LONGEST_NAME = 200;

    private final ScanCommandConfiguration configuration;
    private final String where;
    private final Semaphore places;

    public CommandScanner(ScanCommandConfiguration configuration) {
        this.configuration = configuration;
        this.where = configuration.line().get(0);
        this.places = new Semaphore(configuration.parallel());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public EngineAnswer scan(MessageSource content, Duration limit) {
        TimeLeft left = TimeLeft.of(limit.compareTo(configuration.limit()) < 0 ? limit : configuration.limit());
        boolean placed = false;
        try {
            if (content.size() > configuration.maxSize()) {
                return EngineAnswer.Unknown.forGood("the message has " + content.size()
                    + " bytes, more than scan-command.max-size-mb allows (" + configuration.maxSize() + ")");
            }
            placed = places.tryAcquire(left.now().toNanos(), TimeUnit.NANOSECONDS);
            return placed ? scanPlaced(content, left)
                : new EngineAnswer.Unknown(where + ": as many as scan-command.parallel allows ran for the whole limit");
        } catch (IOException | RuntimeException e) {
            return new EngineAnswer.Unknown(where + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new EngineAnswer.Unknown(where + ": interrupted");
        } finally {
            if (placed) {
                places.release();
            }
        }
    }

    /** First line: name and version; a line {@code signatures NAME [TIME]}: what is known of the signatures. */
    @Override
    public EngineVersion version(Duration limit) throws IOException {
        if (configuration.version().isEmpty()) {
            return EngineVersion.of(where);
        }
        try {
            ProgramRun.Outcome outcome = ProgramRun.run(configuration.version(), configuration.directory(), TimeLeft.of(limit));
            List<String> lines = outcome.lines();
            if (outcome.status() != CLEAN || lines.isEmpty()) {
                throw new IOException(configuration.version().get(0) + " ended with status " + outcome.status() + ": " + outcome.saying());
            }
            Optional<String[]> signatures = lines.stream().filter(line -> line.startsWith(SIGNATURES))
                .map(line -> line.substring(SIGNATURES.length()).strip().split("\\s+", 2)).findFirst();
            return new EngineVersion(lines.get(0), signatures.map(words -> words[0]),
                signatures.filter(words -> words.length > 1).flatMap(words -> time(words[1])));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private EngineAnswer scanPlaced(MessageSource content, TimeLeft left) throws IOException, InterruptedException {
        Path file = Files.createTempFile(configuration.directory(), "postern-scan-", ".eml",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (InputStream in = content.open(); OutputStream out = Files.newOutputStream(file)) {
                in.transferTo(out);
            }
            return read(ProgramRun.run(line(file), configuration.directory(), left));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private List<String> line(Path file) {
        List<String> line = new ArrayList<>(configuration.line());
        line.replaceAll(word -> word.equals(FILE) ? file.toString() : word);
        if (!configuration.line().contains(FILE)) {
            line.add(file.toString());
        }
        return line;
    }

    private EngineAnswer read(ProgramRun.Outcome outcome) {
        if (outcome.status() == CLEAN) {
            return new EngineAnswer.Clean();
        }
        if (outcome.status() != FOUND) {
            return new EngineAnswer.Unknown(where + " ended with status " + outcome.status() + ": " + outcome.saying());
        }
        List<String> names = new ArrayList<>();
        for (String line : outcome.lines()) {
            Matcher matcher = configuration.namePattern().matcher(line);
            if (matcher.find() && matcher.group(1) != null && !matcher.group(1).isBlank()) {
                String name = matcher.group(1).strip();
                names.add(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name);
            }
        }
        return Findings.answer(where, names.isEmpty() ? List.of(UNNAMED) : names);
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text.strip()));
        } catch (DateTimeParseException e) {
            // The age is then not known; the program's scans are as good as before.
            return Optional.empty();
        }
    }
}
