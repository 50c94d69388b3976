// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;

/**
 * Where clamd listens and how long it may take.
 *
 * @param enabled        whether messages are scanned by clamd; without any engine the virus fact is "disabled"
 * @param host           name or address of clamd
 * @param port           its TCP port
 * @param connectTimeout most time for opening the connection, 10 ms to 1 min
 * @param readTimeout    most time without a byte from clamd, 100 ms to 10 min
 * @param maxSize        largest message in bytes that is offered; at most clamd's StreamMaxLength
 */
public record ClamdConfiguration(boolean enabled, String host, int port, Duration connectTimeout, Duration readTimeout,
                                 long maxSize) {
    private static final int MEBIBYTE = 1024 * 1024;

    static ClamdConfiguration from(Settings settings) {
        return new ClamdConfiguration(
            settings.flag("clamav.enabled", true),
            settings.text("clamav.host").orElse("127.0.0.1"),
            settings.integer("clamav.port", 3310, 1, 65_535),
            settings.duration("clamav.connect-timeout", Duration.ofSeconds(5), Duration.ofMillis(10), Duration.ofMinutes(1)),
            settings.duration("clamav.read-timeout", Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofMinutes(10)),
            (long) settings.integer("clamav.max-size-mb", 25, 1, 2000) * MEBIBYTE);
    }
}
