// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dnsbl;

import java.util.List;
import java.util.Optional;

/**
 * What all lists together say of a client.
 *
 * @param total     sum of the weights of the lists that name it
 * @param listings  each list that names it, worst first
 * @param unknown   zones that gave no answer in time; they count for nothing
 */
public record DnsblScore(int total, List<Listing> listings, List<String> unknown) {

    /** One list that names the client, with its answer. */
    public record Listing(String zone, String answer, int weight) {
    }

    public DnsblScore {
        listings = List.copyOf(listings);
        unknown = List.copyOf(unknown);
    }

    /** Nothing is known. */
    public static DnsblScore none() {
        return new DnsblScore(0, List.of(), List.of());
    }

    /** The list that speaks loudest against the client. */
    public Optional<Listing> worst() {
        return listings.stream().filter(listing -> listing.weight() > 0).findFirst();
    }

    /** For timelines. */
    public String text() {
        StringBuilder text = new StringBuilder().append(total);
        listings.forEach(listing -> text.append(' ').append(listing.zone()).append('=').append(listing.answer()));
        unknown.forEach(zone -> text.append(' ').append(zone).append("=unknown"));
        return text.toString();
    }
}
