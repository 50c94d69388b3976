// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy.stage;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.postern.gateway.dns.Dns;
import org.postern.gateway.dns.DnsQuestion;
import org.postern.gateway.dns.DnsSource;
import org.postern.gateway.dns.DnsType;
import org.postern.gateway.dnsbl.PublicAddress;
import org.postern.gateway.network.IpNetwork;
import org.postern.gateway.policy.PolicyCheck;
import org.postern.gateway.policy.PolicyContext;
import org.postern.gateway.policy.PolicyDecision;
import org.postern.gateway.policy.PolicyFact;
import org.postern.gateway.policy.PolicyPoint;
import org.postern.gateway.policy.PolicyStage;

/**
 * Spares the other mail exchangers of a recipient's domain SPF and the greylist: they hand on what strangers gave them, and would only
 * queue what we defer.
 */
public final class BackupExchangerStage implements PolicyStage {
    private static final int MOST_EXCHANGERS = 10;

    private final DnsSource dns;
    private final Duration limit;

    /**
     * Looks for exchangers.
     *
     * @param limit most time for asking the DNS
     */
    public BackupExchangerStage(DnsSource dns, Duration limit) {
        this.dns = dns;
        this.limit = limit;
    }

    @Override
    public PolicyCheck check() {
        return PolicyCheck.BACKUP_EXCHANGER;
    }

    @Override
    public PolicyDecision decide(PolicyContext context) {
        String address = context.client().address();
        if (context.recipientDomain().isEmpty() || !PublicAddress.isPublic(address)) {
            return PolicyDecision.pass();
        }
        String domain = context.recipientDomain().get();
        // Once for each connection: a DNS that is away must not delay one recipient after the other.
        return context.session().recall(new PolicyFact<>("exchangers " + domain, PolicyPoint.CONNECT, Boolean.class),
                () -> isExchanger(address, domain))
            ? new PolicyDecision.ExemptFrom(Set.of(PolicyCheck.SPF, PolicyCheck.GREYLIST), "mail exchanger of the recipient")
            : PolicyDecision.pass();
    }

    private boolean isExchanger(String address, String domain) {
        Dns view = dns.within(limit);
        List<String> exchangers = view.ask(domain, DnsType.MX).values();
        DnsType type = IpNetwork.isIpv4(address) ? DnsType.A : DnsType.AAAA;
        List<CompletableFuture<Boolean>> found = exchangers.stream().limit(MOST_EXCHANGERS).filter(name -> !name.isEmpty())
            .map(name -> view.start(new DnsQuestion(name, type))
                .thenApply(answer -> answer.values().stream().anyMatch(IpNetwork.parse(address)::contains)))
            .toList();
        return found.stream().anyMatch(CompletableFuture::join);
    }
}
