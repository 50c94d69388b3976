// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;

/**
 * Times in query parameters: a point in time with its zone ({@code 2026-03-01T12:00:00Z}) or a whole day with its zone
 * ({@code 2026-03-01+01:00}). A time without a zone is refused: it would mean another moment to the server than to the caller.
 */
public final class TimeParameter {
    private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 30);

    private TimeParameter() {
    }

    /** The moment, or the first of the day. */
    public static Instant start(String name, String text) {
        return parse(name, text, 0);
    }

    /** The moment, or the end of the day. */
    public static Instant end(String name, String text) {
        return parse(name, text, 1);
    }

    private static Instant parse(String name, String text, int daysToAdd) {
        // A plus sign that was not encoded arrives as a space.
        String repaired = text.replace(' ', '+');
        try {
            if (repaired.indexOf('T') > 0) {
                OffsetDateTime time = OffsetDateTime.parse(repaired);
                return inRange(time.toLocalDate(), name, time.toInstant());
            }
            TemporalAccessor day = DateTimeFormatter.ISO_OFFSET_DATE.parse(repaired);
            LocalDate date = day.query(TemporalQueries.localDate());
            ZoneOffset zone = ZoneOffset.from(day);
            return inRange(date, name, OffsetDateTime.of(date.plusDays(daysToAdd), LocalTime.MIDNIGHT, zone).toInstant());
        } catch (DateTimeException e) {
            throw invalid(name);
        }
    }

    private static Instant inRange(LocalDate date, String name, Instant time) {
        if (date.isBefore(EARLIEST) || date.isAfter(LATEST)) {
            throw invalid(name);
        }
        return time;
    }

    private static ApiException invalid(String name) {
        return ApiException.invalid("'" + name + "' must be a time with its zone, such as 2026-03-01T12:00:00Z, or a day with its zone, "
            + "such as 2026-03-01+01:00");
    }
}
