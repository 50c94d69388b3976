// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.postern.gateway.dnsbl.DnsblZone;

/**
 * Which lists in the DNS are asked about clients, and what their answers lead to.
 *
 * @param zones        the lists
 * @param threshold    score from which on a client is refused
 * @param spareGreylist score from which on downwards a client is spared greylisting; empty for never
 * @param deadline     most time all lists together may take
 */
public record DnsblConfiguration(List<DnsblZone> zones, int threshold, Optional<Integer> spareGreylist, Duration deadline) {
    private static final int MOST = 100_000;

    public DnsblConfiguration {
        zones = List.copyOf(zones);
    }

    static DnsblConfiguration from(Settings settings) {
        return new DnsblConfiguration(
            settings.list("dnsbl.zones", DnsblZone::parse,
                "lists separated by commas, each zone, zone=127.0.0.[2..11] or zone=127.0.0.2*3 with answers that count and a weight"),
            settings.integer("dnsbl.threshold", 1, 1, MOST),
            settings.value("dnsbl.spare-greylist", Optional.empty(), text -> Optional.of(below(text)), "a whole number from -"
                + MOST + " to -1"),
            settings.duration("dnsbl.deadline", Duration.ofSeconds(3), Duration.ofMillis(50), Duration.ofSeconds(30)));
    }

    private static int below(String text) {
        int number = Integer.parseInt(text);
        if (number < -MOST || number > -1) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }
}
