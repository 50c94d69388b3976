// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dnslist;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.postern.analysis.spam.text.ReverseIp;
import org.postern.gateway.dns.Dns;
import org.postern.gateway.dns.DnsAnswer;
import org.postern.gateway.dns.DnsQuestion;
import org.postern.gateway.dns.DnsType;

/** Asks DNS lists (RFC 5782) about addresses and names, and leaves alone those that do not serve this gateway. */
public final class DnsLists {
    private final ListPauses pauses;

    public DnsLists(ListPauses pauses) {
        this.pauses = pauses;
    }

    /**
     * Asks whether a client's address is listed, without waiting.
     *
     * @param dns     view of the DNS with the time that there is
     * @param address IPv4 or IPv6 address
     * @throws IllegalArgumentException when it is no address
     */
    public CompletableFuture<ListAnswer> address(Dns dns, String zone, String address) {
        String reversed = ReverseIp.of(address);
        if (reversed.isEmpty()) {
            throw new IllegalArgumentException("not an address: " + address);
        }
        return name(dns, zone, reversed);
    }

    /** Asks whether a name is listed, without waiting. The future always ends with an answer, never with an exception. */
    public CompletableFuture<ListAnswer> name(Dns dns, String zone, String name) {
        Optional<ListPause> pause = pauses.covering(zone);
        if (pause.isPresent()) {
            return CompletableFuture.completedFuture(new ListAnswer.Refused(pause.get().reason()));
        }
        return dns.start(new DnsQuestion(name + "." + zone, DnsType.A)).thenApply(answer -> meaning(zone, answer));
    }

    private ListAnswer meaning(String zone, DnsAnswer answer) {
        if (answer.failed()) {
            return new ListAnswer.Unknown(answer.failure());
        }
        if (answer.empty()) {
            return new ListAnswer.NotListed();
        }
        Optional<String> refusal = refusal(new DnsQuestion(zone, DnsType.A).name(), answer.values());
        refusal.ifPresent(reason -> pauses.pause(zone, reason));
        return refusal.<ListAnswer>map(ListAnswer.Refused::new).orElseGet(() -> new ListAnswer.Listed(answer.values()));
    }

    private static Optional<String> refusal(String zone, List<String> codes) {
        Optional<String> told = Refusals.in(zone, codes);
        // A list whose domain has run out answers every question with the address of whoever has it now.
        return told.isPresent() ? told : codes.stream().filter(code -> !code.startsWith("127.")).findFirst()
            .map(code -> code + ": that is no answer of a list");
    }
}
