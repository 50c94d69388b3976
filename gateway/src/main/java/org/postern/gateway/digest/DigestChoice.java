// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.digest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

import org.postern.gateway.config.DigestConfiguration;
import org.postern.gateway.config.DigestKind;
import org.postern.gateway.config.LinkConfiguration;

/**
 * What a domain or a person wants of the report; what is empty is left to the next that has a say: the domain, then the configuration.
 *
 * @param kind      how much it tells
 * @param time      of day at which it is sent, to the minute
 * @param zone      whose time that is
 * @param hours     of mail which it tells of
 * @param language  two letters
 * @param changedAt when this was chosen
 */
public record DigestChoice(Optional<DigestKind> kind, Optional<LocalTime> time, Optional<ZoneId> zone, Optional<Integer> hours,
                           Optional<String> language, Instant changedAt) {

    /**
     * Reads a choice as people write it.
     *
     * @throws IllegalArgumentException with a sentence for people
     */
    public static DigestChoice read(Optional<String> kind, Optional<String> time, Optional<String> zone, Optional<String> hours,
                                    Optional<String> language, Instant changedAt) {
        return new DigestChoice(
            kind.map(text -> DigestKind.of(text).orElseThrow(() -> wrong("kind", "off, short, verbose or own"))),
            time.map(text -> time(text)), zone.map(text -> zone(text)), hours.map(text -> hours(text)),
            language.map(text -> Optional.of(text).filter(LinkConfiguration.LANGUAGES::contains)
                .orElseThrow(() -> wrong("language", "one of " + String.join(", ", LinkConfiguration.LANGUAGES)))), changedAt);
    }

    /** These settings as far as nothing else is chosen. */
    public DigestSettings over(DigestSettings others) {
        return new DigestSettings(kind.orElse(others.kind()), time.orElse(others.time()), zone.orElse(others.zone()),
            hours.orElse(others.hours()), language.orElse(others.language()),
            changedAt.isAfter(others.since()) ? changedAt : others.since());
    }

    private static LocalTime time(String text) {
        try {
            LocalTime time = LocalTime.parse(text);
            return LocalTime.of(time.getHour(), time.getMinute());
        } catch (DateTimeException e) {
            throw wrong("time", "a time of day, such as 07:00");
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw wrong("zone", "the name of a time zone, such as Europe/Berlin");
        }
    }

    private static int hours(String text) {
        try {
            int hours = Integer.parseInt(text);
            if (hours >= 1 && hours <= DigestConfiguration.MOST_HOURS) {
                return hours;
            }
        } catch (NumberFormatException e) {
            throw wrong("hours", "a whole number from 1 to " + DigestConfiguration.MOST_HOURS);
        }
        throw wrong("hours", "a whole number from 1 to " + DigestConfiguration.MOST_HOURS);
    }

    private static IllegalArgumentException wrong(String field, String allowed) {
        return new IllegalArgumentException("'" + field + "' must be " + allowed);
    }
}
