// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The daily report to people of what was held back for them, where neither their domain nor they themselves say otherwise.
 *
 * @param kind  off, short or verbose
 * @param time  of day at which it is sent
 * @param zone  whose time that is
 * @param hours of mail before that time which it tells of, 1 to 744
 * @param rows  most messages in one report, 1 to 1000
 */
public record DigestConfiguration(DigestKind kind, LocalTime time, ZoneId zone, int hours, int rows) {
    /** Longest span of a report, in hours. */
    public static final int MOST_HOURS = 744;

    static DigestConfiguration from(Settings settings) {
        return new DigestConfiguration(
            settings.value("digest.kind", DigestKind.OFF, DigestConfiguration::kind, "off, short or verbose"),
            settings.value("digest.time", LocalTime.of(7, 0), DigestConfiguration::time, "a time of day, such as 07:00"),
            settings.value("digest.zone", ZoneId.of("UTC"), DigestConfiguration::zone, "the name of a time zone, such as Europe/Berlin"),
            settings.integer("digest.hours", 24, 1, MOST_HOURS),
            settings.integer("digest.rows", 100, 1, 1000));
    }

    /** Without a domain there is no template, so that {@code own} is not for everybody. */
    private static DigestKind kind(String text) {
        return DigestKind.of(text).filter(kind -> kind != DigestKind.OWN).orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
