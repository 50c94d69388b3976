// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.clamd;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

import org.postern.gateway.scan.EngineVersion;

/**
 * Reads the answer to VERSION, such as {@code ClamAV 1.4.6/27500/Mon Jan  5 08:24:13 2026}. Number and time are those of the project's
 * daily signatures; a clamd that has only signatures of others tells neither. It writes the time in its own zone, which is taken to be
 * ours.
 */
final class ClamdVersion {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT);

    private ClamdVersion() {
    }

    static EngineVersion parse(String answer, ZoneId zone) {
        String[] fields = answer.split("/", 3);
        return new EngineVersion(fields[0].strip(), Optional.of(answer).filter(text -> fields.length > 1).map(text -> fields[1].strip()),
            fields.length > 2 ? time(fields[2], zone) : Optional.empty());
    }

    private static Optional<Instant> time(String text, ZoneId zone) {
        try {
            return Optional.of(LocalDateTime.parse(text.strip().replaceAll(" +", " "), TIME).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            // Another build writes it otherwise: the age is then not known, and nothing else depends on it.
            return Optional.empty();
        }
    }
}
