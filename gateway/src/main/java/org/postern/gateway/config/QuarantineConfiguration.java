// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import org.postern.analysis.rules.QuarantineKind;

/**
 * How long quarantined mail is kept.
 *
 * @param lifetimes time until an item vanishes by itself, for every kind
 */
public record QuarantineConfiguration(Map<QuarantineKind, Duration> lifetimes) {
    public QuarantineConfiguration {
        lifetimes = Map.copyOf(lifetimes);
    }

    /** Time until an item of this kind vanishes by itself. */
    public Duration lifetime(QuarantineKind kind) {
        return lifetimes.get(kind);
    }

    static QuarantineConfiguration from(Settings settings) {
        Map<QuarantineKind, Duration> lifetimes = new EnumMap<>(QuarantineKind.class);
        for (QuarantineKind kind : QuarantineKind.values()) {
            lifetimes.put(kind, settings.duration("quarantine.lifetime." + kind.name().toLowerCase(Locale.ROOT), Duration.ofDays(7),
                Duration.ofMinutes(1), Duration.ofDays(3650)));
        }
        return new QuarantineConfiguration(lifetimes);
    }
}
