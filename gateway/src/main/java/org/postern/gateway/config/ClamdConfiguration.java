// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where clamd listens, how long it may take, and how its signatures are renewed.
 *
 * @param enabled        whether messages are scanned by clamd; without any engine the virus fact is "disabled"
 * @param host           name or address of clamd
 * @param port           its TCP port
 * @param socket         path of its unix socket, which is used instead of host and port
 * @param connectTimeout most time for opening the connection, 10 ms to 1 min
 * @param readTimeout    most time without a byte from clamd, 100 ms to 10 min
 * @param maxSize        largest message in bytes that is offered; at most clamd's StreamMaxLength
 * @param sessions       most connections kept open between scans, 0 to 256; with 0 each scan has its own
 * @param sessionIdle    time after which an unused connection is closed, 100 ms to 10 min; less than clamd's CommandReadTimeout
 * @param updateCommand  command line that fetches newer signatures, empty where something else does
 */
public record ClamdConfiguration(boolean enabled, String host, int port, Optional<String> socket, Duration connectTimeout,
                                 Duration readTimeout, long maxSize, int sessions, Duration sessionIdle, List<String> updateCommand) {

    public ClamdConfiguration {
        updateCommand = List.copyOf(updateCommand);
    }

    static ClamdConfiguration from(Settings settings) {
        return new ClamdConfiguration(
            settings.flag("clamav.enabled", true),
            settings.text("clamav.host").orElse("127.0.0.1"),
            settings.integer("clamav.port", 3310, 1, 65_535),
            Optional.ofNullable(settings.value("clamav.socket", null, CommandLine::absolutePath, CommandLine.ABSOLUTE_PATH)),
            settings.duration("clamav.connect-timeout", Duration.ofSeconds(5), Duration.ofMillis(10), Duration.ofMinutes(1)),
            settings.duration("clamav.read-timeout", Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofMinutes(10)),
            settings.mebibytes("clamav.max-size-mb", 25),
            settings.integer("clamav.sessions", 16, 0, 256),
            settings.duration("clamav.session-idle", Duration.ofSeconds(4), Duration.ofMillis(100), Duration.ofMinutes(10)),
            settings.value("clamav.update-command", List.of(), CommandLine::parse, CommandLine.ALLOWED));
    }
}
