// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.when;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;

/**
 * One test on the time at which a message was received. Everything it names must hold; a frame over midnight belongs to the day on
 * which it starts.
 *
 * @param frame stretch of the day
 * @param days  week days, empty for all
 * @param from  first day
 * @param to    last day
 * @param zone  time zone; that of the rule set when there is none
 */
public record WhenCondition(Optional<TimeFrame> frame, Set<DayOfWeek> days, Optional<LocalDate> from, Optional<LocalDate> to,
                            Optional<ZoneId> zone) {
    public WhenCondition {
        days = Set.copyOf(days);
        if (frame.isEmpty() && days.isEmpty() && from.isEmpty() && to.isEmpty()) {
            throw new IllegalArgumentException("names no time, days or dates");
        }
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw new IllegalArgumentException("the last day " + to.get() + " is before the first day " + from.get());
        }
    }

    /** A stretch of each day. */
    public static WhenCondition daily(TimeFrame frame) {
        return new WhenCondition(Optional.of(frame), Set.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether it holds at this moment. */
    public boolean matches(Instant moment, ZoneId ruleSetZone) {
        ZonedDateTime local = moment.atZone(zone.orElse(ruleSetZone));
        LocalDate day = frame.filter(some -> some.startedTheDayBefore(local.toLocalTime())).isPresent()
            ? local.toLocalDate().minusDays(1) : local.toLocalDate();
        return frame.map(some -> some.contains(local.toLocalTime())).orElse(true)
            && (days.isEmpty() || days.contains(day.getDayOfWeek()))
            && from.map(first -> !day.isBefore(first)).orElse(true)
            && to.map(last -> !day.isAfter(last)).orElse(true);
    }
}
