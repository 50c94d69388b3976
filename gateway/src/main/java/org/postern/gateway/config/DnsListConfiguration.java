// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;

/**
 * How lists in the DNS are asked about what a message holds and the way it took.
 *
 * @param content  whether the spam rules may ask them
 * @param deadline most time that the questions of one message take, 100 ms to 1 min
 * @param pause    how long a list is left alone that does not serve this gateway, 10 s to 7 days
 */
public record DnsListConfiguration(boolean content, Duration deadline, Duration pause) {

    static DnsListConfiguration from(Settings settings) {
        return new DnsListConfiguration(
            settings.flag("dnslist.content", false),
            settings.duration("dnslist.deadline", Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofMinutes(1)),
            settings.duration("dnslist.pause", Duration.ofMinutes(10), Duration.ofSeconds(10), Duration.ofDays(7)));
    }
}
