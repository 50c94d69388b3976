// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.report;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The time a report is about, in whole days of the site.
 *
 * @param name  {@code daily} or {@code weekly}
 * @param first first day
 * @param last  last day
 * @param zone  whose days these are
 */
public record ReportPeriod(String name, LocalDate first, LocalDate last, ZoneId zone) {

    /** Yesterday, seen from a moment. */
    public static ReportPeriod yesterday(Instant now, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(now, zone).minusDays(1);
        return new ReportPeriod("daily", day, day, zone);
    }

    /** The last whole week from Monday to Sunday, seen from a moment. */
    public static ReportPeriod lastWeek(Instant now, ZoneId zone) {
        LocalDate monday = LocalDate.ofInstant(now, zone).with(DayOfWeek.MONDAY).minusWeeks(1);
        return new ReportPeriod("weekly", monday, monday.plusDays(6), zone);
    }

    public Instant from() {
        return first.atStartOfDay(zone).toInstant();
    }

    public Instant to() {
        return last.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** The days, for people. */
    public String days() {
        return first.equals(last) ? first.toString() : first + " to " + last;
    }

    /** Tells this report from all others. */
    public String key() {
        return "report/" + name + "/" + first;
    }
}
