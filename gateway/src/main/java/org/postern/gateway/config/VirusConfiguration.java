// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;

/**
 * What holds for all virus engines together.
 *
 * @param heuristicScore spam points for a suspicion that is no virus (encrypted, macros, phishing form), 0 to 1000
 * @param cacheEntries   most results that are remembered, 0 to 10,000,000; 0 remembers none
 * @param cacheLifetime  time a result is remembered at most, 1 s to 1 d
 * @param healthInterval time between two checks of each engine, 1 s to 1 h
 */
public record VirusConfiguration(double heuristicScore, int cacheEntries, Duration cacheLifetime, Duration healthInterval) {

    static VirusConfiguration from(Settings settings) {
        return new VirusConfiguration(
            settings.value("virus.heuristic-score", 3.0, VirusConfiguration::points, "a number from 0 to 1000"),
            settings.integer("virus.cache-entries", 20_000, 0, 10_000_000),
            settings.duration("virus.cache-lifetime", Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofDays(1)),
            settings.duration("virus.health-interval", Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofHours(1)));
    }

    private static double points(String text) {
        double points = Double.parseDouble(text);
        if (!(points >= 0 && points <= 1000)) {
            throw new IllegalArgumentException(text);
        }
        return points;
    }
}
