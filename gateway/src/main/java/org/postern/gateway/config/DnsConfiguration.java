// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;

/**
 * Which name servers are asked, and how.
 *
 * @param servers      recursive name servers; empty for those of the machine, present and without any for none at all
 * @param timeout      most time for one try, 50 ms to 30 s
 * @param tries        most tries for one question, 1 to 10
 * @param concurrency  most questions on their way at a time, 1 to 10000
 * @param cacheEntries most answers that are remembered, 0 to 10 000 000
 */
public record DnsConfiguration(Optional<List<InetSocketAddress>> servers, Duration timeout, int tries, int concurrency,
                               int cacheEntries) {
    private static final int PORT = 53;
    private static final String NONE = "none";

    static DnsConfiguration from(Settings settings) {
        return new DnsConfiguration(
            servers(settings.list("dns.servers", text -> text.equalsIgnoreCase(NONE) ? Optional.<InetSocketAddress>empty()
                : Optional.of(server(text)), "none, or addresses with or without :port, separated by commas")),
            settings.duration("dns.timeout", Duration.ofSeconds(2), Duration.ofMillis(50), Duration.ofSeconds(30)),
            settings.integer("dns.tries", 3, 1, 10),
            settings.integer("dns.concurrency", 256, 1, 10_000),
            settings.integer("dns.cache-entries", 50_000, 0, 10_000_000));
    }

    /** Whether the DNS is asked at all. */
    public boolean enabled() {
        return servers.isEmpty() || !servers.get().isEmpty();
    }

    private static Optional<List<InetSocketAddress>> servers(List<Optional<InetSocketAddress>> named) {
        return named.isEmpty() ? Optional.empty() : Optional.of(named.stream().flatMap(Optional::stream).toList());
    }

    private static InetSocketAddress server(String text) {
        HostAndPort place = InetAddresses.isInetAddress(text) ? HostAndPort.fromHost(text) : HostAndPort.fromString(text);
        InetSocketAddress address = new InetSocketAddress(place.getHost(), place.getPortOrDefault(PORT));
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("no address of " + place.getHost());
        }
        return address;
    }
}
