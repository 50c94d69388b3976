// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dnsbl;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.postern.gateway.dns.Dns;
import org.postern.gateway.dns.DnsAnswer;
import org.postern.gateway.dns.DnsQuestion;
import org.postern.gateway.dns.DnsSource;
import org.postern.gateway.dns.DnsType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all lists about a client at once, under one deadline. A list that does not answer counts for nothing; one that answers that it is
 * not to be asked is left alone for a while, because such answers would otherwise be taken for listings of everybody.
 */
public final class Dnsbl {
    private static final Logger LOGGER = LoggerFactory.getLogger(Dnsbl.class);
    private static final Duration PAUSE = Duration.ofMinutes(15);
    private static final String NOT_TO_BE_ASKED = "127.255.255.";

    private final DnsSource dns;
    private final List<DnsblZone> zones;
    private final Duration deadline;
    private final Clock clock;
    private final Map<String, Instant> paused = new ConcurrentHashMap<>();

    /**
     * Lists to ask.
     *
     * @param deadline most time all of them together may take
     */
    public Dnsbl(DnsSource dns, List<DnsblZone> zones, Duration deadline, Clock clock) {
        this.dns = dns;
        this.zones = List.copyOf(zones);
        this.deadline = deadline;
        this.clock = clock;
    }

    /** Begins to ask about a client; the future always ends, within the deadline, and never with an exception. */
    public CompletableFuture<DnsblScore> start(String address) {
        Optional<String> name = PublicAddress.reversed(address);
        if (zones.isEmpty() || name.isEmpty()) {
            return CompletableFuture.completedFuture(DnsblScore.none());
        }
        Dns view = dns.within(deadline);
        Instant now = clock.instant();
        List<DnsblZone> asked = zones.stream().filter(zone -> !paused.getOrDefault(zone.zone(), Instant.MIN).isAfter(now)).toList();
        List<CompletableFuture<DnsAnswer>> answers = asked.stream()
            .map(zone -> view.start(new DnsQuestion(name.get() + "." + zone.zone(), DnsType.A))).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
            .thenApply(done -> score(asked, answers.stream().map(CompletableFuture::join).toList()))
            .exceptionally(failure -> DnsblScore.none());
    }

    private DnsblScore score(List<DnsblZone> asked, List<DnsAnswer> answers) {
        int total = 0;
        List<DnsblScore.Listing> listings = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            DnsblZone zone = asked.get(i);
            if (answers.get(i).failed()) {
                unknown.add(zone.zone());
                continue;
            }
            List<String> values = answers.get(i).values();
            if (values.stream().anyMatch(value -> value.startsWith(NOT_TO_BE_ASKED))) {
                pause(zone, values);
                unknown.add(zone.zone());
                continue;
            }
            Optional<String> counting = values.stream().filter(zone::counts).findFirst();
            if (counting.isPresent()) {
                total += zone.weight();
                listings.add(new DnsblScore.Listing(zone.zone(), counting.get(), zone.weight()));
            }
        }
        listings.sort(Comparator.comparingInt(DnsblScore.Listing::weight).reversed());
        return new DnsblScore(total, listings, unknown);
    }

    private void pause(DnsblZone zone, List<String> values) {
        paused.put(zone.zone(), clock.instant().plus(PAUSE));
        LOGGER.warn("The list {} does not want to be asked by our name server (it answers {}) and is left alone for {} minutes",
            zone.zone(), values, PAUSE.toMinutes());
    }
}
