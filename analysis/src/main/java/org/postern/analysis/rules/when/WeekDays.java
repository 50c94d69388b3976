// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.when;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads and writes sets of week days such as {@code mon-fri, sun}. */
public final class WeekDays {
    private WeekDays() {
    }

    /** Throws IllegalArgumentException when it is none. A range may go over the end of the week. */
    public static Set<DayOfWeek> parse(String text) {
        EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String piece : text.split(",")) {
            String[] ends = piece.strip().split("\\s*-\\s*", 2);
            DayOfWeek last = day(ends[ends.length - 1]);
            DayOfWeek day = day(ends[0]);
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    /** The days with commas between them. */
    public static String text(Set<DayOfWeek> days) {
        return days.stream().sorted().map(WeekDays::name).collect(Collectors.joining(","));
    }

    private static DayOfWeek day(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(DayOfWeek.values())
            .filter(day -> name(day).equals(lower) || day.name().toLowerCase(Locale.ROOT).equals(lower))
            .findFirst().orElseThrow(() -> new IllegalArgumentException("not a week day such as mon: " + text));
    }

    private static String name(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }
}
