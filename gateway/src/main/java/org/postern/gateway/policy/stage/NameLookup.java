// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy.stage;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.postern.gateway.dns.Dns;
import org.postern.gateway.dns.DnsAnswer;
import org.postern.gateway.dns.DnsQuestion;
import org.postern.gateway.dns.DnsType;

/**
 * A host or mail domain that is looked for in the DNS, going on while the client gives its envelope.
 *
 * @param exchangers answer for mail exchangers
 * @param addresses  answers for addresses of the name itself
 */
record NameLookup(CompletableFuture<DnsAnswer> exchangers, List<CompletableFuture<DnsAnswer>> addresses) {

    static NameLookup start(Dns dns, String name) {
        return new NameLookup(dns.start(new DnsQuestion(name, DnsType.MX)),
            List.of(dns.start(new DnsQuestion(name, DnsType.A)), dns.start(new DnsQuestion(name, DnsType.AAAA))));
    }

    /** Whether it is certain that the name has neither mail exchangers nor addresses; waits for the answers. */
    boolean isUnknown() {
        return exchangers.join().empty() && addresses.stream().allMatch(answer -> answer.join().empty());
    }

    /** Whether the domain says that it takes no mail (RFC 7505). */
    boolean isNullExchanger() {
        List<String> names = exchangers.join().values();
        return names.size() == 1 && (names.get(0).isEmpty() || names.get(0).equals("."));
    }
}
