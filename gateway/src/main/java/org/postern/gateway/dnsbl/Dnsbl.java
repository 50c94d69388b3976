// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dnsbl;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.postern.gateway.dns.Dns;
import org.postern.gateway.dns.DnsSource;
import org.postern.gateway.dnslist.DnsLists;
import org.postern.gateway.dnslist.ListAnswer;

/**
 * Asks all lists about a client at once, under one deadline, and adds up what they say. A list that does not answer, or does not serve
 * this gateway, counts for nothing.
 */
public final class Dnsbl {
    private final DnsSource dns;
    private final DnsLists lists;
    private final List<DnsblZone> zones;
    private final Duration deadline;

    /**
     * Lists to ask.
     *
     * @param deadline most time all of them together may take
     */
    public Dnsbl(DnsSource dns, DnsLists lists, List<DnsblZone> zones, Duration deadline) {
        this.dns = dns;
        this.lists = lists;
        this.zones = List.copyOf(zones);
        this.deadline = deadline;
    }

    /** Begins to ask about a client; the future always ends, within the deadline, and never with an exception. */
    public CompletableFuture<DnsblScore> start(String address) {
        if (zones.isEmpty() || !PublicAddress.isPublic(address)) {
            return CompletableFuture.completedFuture(DnsblScore.none());
        }
        Dns view = dns.within(deadline);
        List<CompletableFuture<ListAnswer>> answers = zones.stream().map(zone -> lists.address(view, zone.zone(), address)).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
            .thenApply(done -> score(answers.stream().map(CompletableFuture::join).toList()))
            .exceptionally(failure -> DnsblScore.none());
    }

    private DnsblScore score(List<ListAnswer> answers) {
        int total = 0;
        List<DnsblScore.Listing> listings = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            DnsblZone zone = zones.get(i);
            if (answers.get(i) instanceof ListAnswer.Listed listed) {
                Optional<String> counting = zone.counting(listed.codes());
                if (counting.isPresent()) {
                    total += zone.weight();
                    listings.add(new DnsblScore.Listing(zone.zone(), counting.get(), zone.weight()));
                }
            } else if (!(answers.get(i) instanceof ListAnswer.NotListed)) {
                unknown.add(zone.zone());
            }
        }
        listings.sort(Comparator.comparingInt(DnsblScore.Listing::weight).reversed());
        return new DnsblScore(total, listings, unknown);
    }
}
