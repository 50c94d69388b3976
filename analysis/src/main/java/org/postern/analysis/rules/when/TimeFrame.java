// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.when;

import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of the day, both ends inclusive to the minute. One that ends before it starts goes over midnight.
 *
 * @param start minute of the day, 0 to 1439
 * @param end   minute of the day, 0 to 1440
 */
public record TimeFrame(int start, int end) {
    private static final int MINUTES = 24 * 60;
    private static final Pattern FORM = Pattern.compile("(\\d{1,2}):(\\d{2})\\s*-\\s*(\\d{1,2}):(\\d{2})");

    /** Reads {@code 08:00-16:30}; an end at 24:00 is allowed. Throws IllegalArgumentException for anything else. */
    public static TimeFrame parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a time frame such as 08:00-16:30: " + text);
        }
        return new TimeFrame(minute(text, matcher.group(1), matcher.group(2), MINUTES - 1),
            minute(text, matcher.group(3), matcher.group(4), MINUTES));
    }

    /** Whether it goes over midnight. */
    public boolean wraps() {
        return end < start;
    }

    /** Whether the time lies in it. */
    public boolean contains(LocalTime time) {
        int minute = time.getHour() * 60 + time.getMinute();
        return wraps() ? minute >= start || minute <= end : minute >= start && minute <= end;
    }

    /** Whether the time lies in the piece behind midnight of a frame that goes over it. */
    public boolean startedTheDayBefore(LocalTime time) {
        return wraps() && time.getHour() * 60 + time.getMinute() <= end;
    }

    /** The frame as it is written. */
    public String text() {
        return String.format("%02d:%02d-%02d:%02d", start / 60, start % 60, end / 60, end % 60);
    }

    private static int minute(String text, String hours, String minutes, int latest) {
        int minute = Integer.parseInt(minutes);
        int total = Integer.parseInt(hours) * 60 + minute;
        if (minute > 59 || total > latest) {
            throw new IllegalArgumentException("there is no such time of day: " + text);
        }
        return total;
    }
}
