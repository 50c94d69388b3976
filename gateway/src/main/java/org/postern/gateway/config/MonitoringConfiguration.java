// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;

/**
 * What the health check complains of, and what is logged.
 *
 * @param signatureAge age of virus signatures from which the server counts as degraded, 1 h to 365 d
 * @param messageLog   whether a line of JSON is logged for each message
 */
public record MonitoringConfiguration(Duration signatureAge, boolean messageLog) {

    static MonitoringConfiguration from(Settings settings) {
        return new MonitoringConfiguration(
            settings.duration("health.signature-age", Duration.ofDays(7), Duration.ofHours(1), Duration.ofDays(365)),
            settings.flag("log.messages", false));
    }
}
