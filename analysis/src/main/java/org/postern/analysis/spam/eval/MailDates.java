// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the date in a header field however it is written, with the corrections that rules on dates count on. */
final class MailDates {
    private static final String MONTHS = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
    private static final Pattern DAY_FIRST = Pattern.compile(" (\\d{1,9}) " + MONTHS + " (\\d{4}) ", Pattern.CASE_INSENSITIVE);
    private static final Pattern MONTH_FIRST = Pattern.compile(" " + MONTHS + " +(\\d{1,9}) \\d+:\\d+:\\d+"
        + " (\\d{4}) ", Pattern.CASE_INSENSITIVE);
    private static final Pattern SHORT_YEAR = Pattern.compile(" (\\d{1,9}) " + MONTHS + " (\\d{2,3}) ", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME = Pattern.compile(" (\\d?\\d):(\\d\\d)(?::(\\d\\d))? ");
    private static final Pattern OFFSET = Pattern.compile(" ([-+])(\\d{2})(\\d{2}) ");
    private static final Pattern ZONE = Pattern.compile("\\b([A-Z]{2,4}(?:-DST)?)\\b");
    private static final Map<String, Integer> ZONES = zones();
    private static final long MINUTE = 60;
    private static final int FIRST_YEAR = 1970;
    private static final Pattern COMMA = Pattern.compile(", *");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int LAST_YEAR = 2037;

    private MailDates() {
    }

    /** Seconds since 1970, nothing when there is no date in the text. */
    static OptionalLong seconds(String field) {
        String text = SPACES.matcher(COMMA.matcher(" " + field + " ").replaceAll(" ")).replaceAll(" ");
        Matcher date = DAY_FIRST.matcher(text);
        int dayGroup = 1;
        int monthGroup = 2;
        if (!date.find()) {
            date = MONTH_FIRST.matcher(text);
            if (date.find()) {
                dayGroup = 2;
                monthGroup = 1;
            } else {
                date = SHORT_YEAR.matcher(text);
                if (!date.find()) {
                    return OptionalLong.empty();
                }
            }
        }
        int day = Integer.parseInt(date.group(dayGroup));
        int month = (MONTHS.toLowerCase(Locale.ROOT).indexOf(date.group(monthGroup).toLowerCase(Locale.ROOT)) - 1) / 4 + 1;
        int year = year(date.group(3));
        String rest = text.substring(0, date.start()) + " " + text.substring(date.end());
        int hour = 0;
        int minute = 0;
        int second = 0;
        Matcher time = TIME.matcher(rest);
        if (time.find()) {
            hour = Math.min(23, Integer.parseInt(time.group(1)));
            minute = Math.min(59, Integer.parseInt(time.group(2)));
            second = time.group(3) == null ? 0 : Math.min(59, Integer.parseInt(time.group(3)));
            rest = rest.substring(0, time.start()) + " " + rest.substring(time.end());
        }
        OptionalLong start = day(year, month, day);
        return start.isEmpty() ? start : seconds(LocalDate.ofEpochDay(start.getAsLong()), hour, minute, second, offset(rest));
    }

    private static OptionalLong seconds(LocalDate date, int hour, int minute, int second, long offset) {
        int bounded = Math.max(FIRST_YEAR, Math.min(LAST_YEAR, date.getYear()));
        try {
            long local = LocalDateTime.of(bounded, date.getMonthValue(), date.getDayOfMonth(), hour, minute,
                second).toEpochSecond(ZoneOffset.UTC);
            return OptionalLong.of(offset > 0 ? Math.max(0, local - offset) : local - offset);
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    /** A day that the month does not have is the first of the next month. */
    private static OptionalLong day(int year, int month, int day) {
        try {
            LocalDate first = LocalDate.of(year, month, 1);
            if (day == 0) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(day > first.lengthOfMonth() ? first.plusMonths(1).toEpochDay() : first.withDayOfMonth(day).toEpochDay());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private static int year(String written) {
        int year = Integer.parseInt(written);
        if (written.length() == 2 && year < 50) {
            return year + 2000;
        }
        return written.length() == 4 ? year : year + 1900;
    }

    private static long offset(String rest) {
        Matcher offset = OFFSET.matcher(rest);
        if (offset.find()) {
            long seconds = (Long.parseLong(offset.group(2)) * MINUTE + Long.parseLong(offset.group(3))) * MINUTE;
            return offset.group(1).equals("-") ? -seconds : seconds;
        }
        Matcher zone = ZONE.matcher(rest);
        return zone.find() ? ZONES.getOrDefault(zone.group(1), 0) * MINUTE : 0;
    }

    /** Names of time zones that occur in mail, in minutes east of Greenwich. */
    private static Map<String, Integer> zones() {
        Map<String, Integer> zones = new TreeMap<>();
        for (String zone : ("UT 0,UTC 0,GMT 0,WET 0,NDT -150,AST -240,ADT -180,NST -210,EST -300,EDT -240,CST -360,CDT -300,MST"
            + " -420,MDT -360,"
            + "PST -480,PDT -420,HST -600,AKST -540,AKDT -480,HADT -540,HAST -600,BST 60,IST 60,WEST 60,CET 60,CEST 120,EET"
                + " 120,EEST 180,MSK 180,"
            + "MSD 240,MET 60,MEZ 60,MEST 120,MESZ 120,BRST -120,BRT -180,AEST 600,AEDT 660,ACST 570,ACDT 630,AWST 480,NZST"
                + " 720,NZDT 780,JST 540,"
            + "KST 540,HKT 480,SGT 480,PHT 480,IDT 180").split(",")) {
            zones.put(zone.substring(0, zone.indexOf(' ')), Integer.parseInt(zone.substring(zone.indexOf(' ') + 1)));
        }
        return zones;
    }
}
