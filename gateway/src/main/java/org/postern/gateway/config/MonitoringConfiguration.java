// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;

/**
 * What the health check complains of, and what is logged.
 *
 * @param signatureAge age of virus signatures from which the server counts as degraded, 1 h to 365 d
 * @param queueAge     time that a mail in a queue may be due before the server counts as degraded, 1 min to 30 d
 * @param messageLog   whether a line of JSON is logged for each message
 */
public record MonitoringConfiguration(Duration signatureAge, Duration queueAge, boolean messageLog) {

    static MonitoringConfiguration from(Settings settings) {
        return new MonitoringConfiguration(
            settings.duration("health.signature-age", Duration.ofDays(7), Duration.ofHours(1), Duration.ofDays(365)),
            settings.duration("health.queue-age", Duration.ofMinutes(30), Duration.ofMinutes(1), Duration.ofDays(30)),
            settings.flag("log.messages", false));
    }
}
