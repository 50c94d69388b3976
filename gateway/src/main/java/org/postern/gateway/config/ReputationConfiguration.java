// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;

/**
 * What is remembered of senders.
 *
 * @param enabled  whether anything is
 * @param halfLife time after which a message counts half, 1 d to 365 d
 */
public record ReputationConfiguration(boolean enabled, Duration halfLife) {

    static ReputationConfiguration from(Settings settings) {
        return new ReputationConfiguration(settings.flag("reputation.enabled", true),
            settings.duration("reputation.half-life", Duration.ofDays(30), Duration.ofDays(1), Duration.ofDays(365)));
    }
}
