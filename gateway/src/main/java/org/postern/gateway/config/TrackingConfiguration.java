// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;

/**
 * How events are kept.
 *
 * @param buffer   most events that wait in memory while the store is slow or away, 100 to 10 000 000
 * @param lifetime time an event is kept, 1 min to 10 years
 */
public record TrackingConfiguration(int buffer, Duration lifetime) {

    static TrackingConfiguration from(Settings settings) {
        return new TrackingConfiguration(
            settings.integer("tracking.buffer", 100_000, 100, 10_000_000),
            settings.duration("tracking.lifetime", Duration.ofDays(30), Duration.ofMinutes(1), Duration.ofDays(3650)));
    }
}
