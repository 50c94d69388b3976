// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dmarc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.postern.gateway.dns.Dns;
import org.postern.gateway.dns.DnsAnswer;
import org.postern.gateway.dns.DnsType;

/** Fetches policies, each once for a message. */
final class PolicyLookup {
    private final Dns dns;
    private final Map<String, Optional<DmarcRecord>> known = new HashMap<>();

    PolicyLookup(Dns dns) {
        this.dns = dns;
    }

    /** The policy published at exactly this domain; empty when there is none, or more than one. */
    Optional<DmarcRecord> at(String domain) throws Organisations.DmarcUnavailableException {
        Optional<DmarcRecord> earlier = known.get(domain);
        if (earlier != null) {
            return earlier;
        }
        DnsAnswer answer = dns.ask("_dmarc." + domain, DnsType.TXT);
        if (answer.failed()) {
            throw new Organisations.DmarcUnavailableException(domain, answer);
        }
        List<String> policies = answer.values().stream().filter(DmarcRecord::isOne).toList();
        Optional<DmarcRecord> found = policies.size() == 1 ? DmarcRecord.parse(policies.get(0)) : Optional.empty();
        known.put(domain, found);
        return found;
    }

    /** Whether it is certain that a domain does not exist: neither address nor mail exchanger. */
    boolean missing(String domain) throws Organisations.DmarcUnavailableException {
        for (DnsType type : List.of(DnsType.A, DnsType.AAAA, DnsType.MX)) {
            DnsAnswer answer = dns.ask(domain, type);
            if (answer.failed()) {
                throw new Organisations.DmarcUnavailableException(domain, answer);
            }
            if (answer instanceof DnsAnswer.NoSuchName) {
                return true;
            }
            if (!answer.empty()) {
                return false;
            }
        }
        return true;
    }
}
