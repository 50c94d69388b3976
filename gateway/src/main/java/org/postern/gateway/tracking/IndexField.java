// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * By what messages are found. The name is stored and never changes its meaning.
 */
public enum IndexField {
    /** Every message; the value is empty. */
    ALL(Width.HOUR),
    RECIPIENT(Width.MONTH),
    RECIPIENT_DOMAIN(Width.HOUR),
    /** Envelope sender; {@code <>} for the null sender. */
    SENDER(Width.MONTH),
    SENDER_DOMAIN(Width.WEEK),
    /** IP address of the client. */
    CLIENT(Width.WEEK),
    /** What the field Message-ID says. */
    MESSAGE_ID(Width.MONTH),
    /** What the mail is called in the server's queues. */
    QUEUE_ID(Width.MONTH),
    /** Name of an event type that few messages have, such as {@code BOUNCED}. */
    EVENT(Width.HOUR),
    /** Name of a rule that bound the message. */
    RULE(Width.HOUR),
    /** Name of what a virus engine found. */
    VIRUS(Width.DAY);

    /** Time that entries of one value share a place, so that no place grows without end. */
    public enum Width {
        HOUR, DAY, WEEK, MONTH
    }

    private final Width width;

    IndexField(Width width) {
        this.width = width;
    }

    public Width width() {
        return width;
    }

    /** Whether buckets are so few in a year that no list of those in use is worth keeping: writing it costs more than trying them all. */
    public boolean sparse() {
        return width == Width.WEEK || width == Width.MONTH;
    }

    /** The bucket that a moment falls into, named by its first moment in UTC. */
    public Instant bucket(Instant time) {
        return switch (width) {
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
            case DAY -> time.truncatedTo(ChronoUnit.DAYS);
            case WEEK -> LocalDate.ofInstant(time, ZoneOffset.UTC).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .atStartOfDay(ZoneOffset.UTC).toInstant();
            case MONTH -> LocalDate.ofInstant(time, ZoneOffset.UTC).withDayOfMonth(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        };
    }

    /** The bucket before one. */
    public Instant before(Instant bucket) {
        return bucket(bucket.minusNanos(1));
    }
}
