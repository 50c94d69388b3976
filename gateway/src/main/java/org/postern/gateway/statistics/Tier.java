// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How finely numbers are kept; each tier is the sum of the one before. Spans are those of UTC, so that no change of the clocks makes one
 * longer or shorter. The names are stored.
 */
public enum Tier {
    MINUTE(Duration.ofDays(2)),
    HOUR(Duration.ofDays(62)),
    DAY(Duration.ofDays(800)),
    MONTH(Duration.ofDays(3650));

    private final Duration lifetime;

    Tier(Duration lifetime) {
        this.lifetime = lifetime;
    }

    /** How long its numbers are kept. */
    public Duration lifetime() {
        return lifetime;
    }

    /** First moment of the span that a moment falls into. */
    public Instant start(Instant time) {
        return switch (this) {
            case MINUTE -> time.truncatedTo(ChronoUnit.MINUTES);
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
            case DAY -> time.truncatedTo(ChronoUnit.DAYS);
            case MONTH -> LocalDate.ofInstant(time, ZoneOffset.UTC).withDayOfMonth(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        };
    }

    /** First moment of the span after that of a moment. */
    public Instant next(Instant time) {
        Instant start = start(time);
        return switch (this) {
            case MINUTE -> start.plus(1, ChronoUnit.MINUTES);
            case HOUR -> start.plus(1, ChronoUnit.HOURS);
            case DAY -> start.plus(1, ChronoUnit.DAYS);
            case MONTH -> LocalDate.ofInstant(start, ZoneOffset.UTC).plusMonths(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        };
    }

    /** First moment of the time whose spans are kept together: some dozens of them. */
    public Instant part(Instant time) {
        return switch (this) {
            case MINUTE -> HOUR.start(time);
            case HOUR -> DAY.start(time);
            case DAY -> MONTH.start(time);
            case MONTH -> LocalDate.ofInstant(time, ZoneOffset.UTC).withDayOfYear(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        };
    }

    /** First moment of the time kept together after that of a moment. */
    public Instant nextPart(Instant time) {
        return switch (this) {
            case MINUTE -> HOUR.next(time);
            case HOUR -> DAY.next(time);
            case DAY -> MONTH.next(time);
            case MONTH -> LocalDate.ofInstant(part(time), ZoneOffset.UTC).plusYears(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        };
    }

    /** The finer tier that this one is the sum of. */
    public Optional<Tier> finer() {
        return ordinal() == 0 ? Optional.empty() : Optional.of(values()[ordinal() - 1]);
    }
}
