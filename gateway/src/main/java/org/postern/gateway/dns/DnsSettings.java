// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * How the DNS is asked.
 *
 * @param servers     recursive name servers, asked in turn while they answer
 * @param timeout     most time one try may take
 * @param tries       most tries for one question, 1 or more
 * @param concurrency most questions on their way at a time; further ones wait
 * @param cacheSize   most answers that are remembered
 */
public record DnsSettings(List<InetSocketAddress> servers, Duration timeout, int tries, int concurrency, int cacheSize) {
    public DnsSettings {
        servers = List.copyOf(servers);
    }
}
