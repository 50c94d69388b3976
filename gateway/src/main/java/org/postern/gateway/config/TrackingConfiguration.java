// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;

/**
 * How events are kept.
 *
 * @param buffer   most events that wait in memory while the store is slow or away, 100 to 10 000 000
 * @param lifetime time an event is kept, 1 min to 10 years
 * @param subjects whether subjects of messages are kept in events
 * @param spillDirectory place of the directory where events wait on disk while the store is away
 * @param spillMost bytes on disk beyond which nothing more is written there
 * @param spamLevel spam points from which a message counts as spam in statistics, 0 to 1000
 * @param subjectLifetime time that subjects are kept in events, at most the lifetime of these
 * @param addressLifetime time that addresses of people are kept in events and statistics, at most the lifetime of events
 */
public record TrackingConfiguration(int buffer, Duration lifetime, boolean subjects, String spillDirectory, long spillMost,
                                    double spamLevel, Duration subjectLifetime, Duration addressLifetime) {
    private static final Duration LONGEST = Duration.ofDays(3650);

    static TrackingConfiguration from(Settings settings) {
        Duration lifetime = settings.duration("tracking.lifetime", Duration.ofDays(366), Duration.ofMinutes(1), LONGEST);
        return new TrackingConfiguration(
            settings.integer("tracking.buffer", 100_000, 100, 10_000_000),
            lifetime,
            settings.flag("tracking.subjects", true), settings.text("tracking.spill-directory").orElse("file://var/tracking"),
            settings.mebibytes("tracking.spill-limit", 512),
            settings.value("statistics.spam-level", 3.0, TrackingConfiguration::level, "a number from 0 to 1000"),
            settings.duration("tracking.subject-lifetime", lifetime, Duration.ofMinutes(1), LONGEST),
            settings.duration("tracking.address-lifetime", lifetime, Duration.ofMinutes(1), LONGEST));
    }

    private static double level(String text) {
        double level = Double.parseDouble(text);
        if (!(level >= 0 && level <= 1000)) {
            throw new IllegalArgumentException(text);
        }
        return level;
    }
}
