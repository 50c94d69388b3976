// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy.stage;

import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.postern.gateway.config.DnsblConfiguration;
import org.postern.gateway.dnsbl.Dnsbl;
import org.postern.gateway.dnsbl.DnsblScore;
import org.postern.gateway.policy.PolicyCheck;
import org.postern.gateway.policy.PolicyContext;
import org.postern.gateway.policy.PolicyDecision;
import org.postern.gateway.policy.PolicyFact;
import org.postern.gateway.policy.PolicyPoint;
import org.postern.gateway.policy.PolicyStage;

/** Refuses clients that lists in the DNS name. The lists are asked when the client connects; by RCPT they have usually answered. */
public final class DnsblStage implements PolicyStage {
    @SuppressWarnings("rawtypes")
    private static final PolicyFact<CompletableFuture> SCORE = new PolicyFact<>("dnsbl", PolicyPoint.CONNECT, CompletableFuture.class);

    private final Dnsbl dnsbl;
    private final DnsblConfiguration configuration;

    public DnsblStage(Dnsbl dnsbl, DnsblConfiguration configuration) {
        this.dnsbl = dnsbl;
        this.configuration = configuration;
    }

    @Override
    public PolicyCheck check() {
        return PolicyCheck.DNSBL;
    }

    @Override
    public void prepare(PolicyContext context) {
        score(context);
    }

    @Override
    public PolicyDecision decide(PolicyContext context) {
        if (configuration.zones().isEmpty()) {
            return PolicyDecision.pass();
        }
        DnsblScore score = score(context).join();
        if (score.total() >= configuration.threshold() && score.worst().isPresent()) {
            return PolicyDecision.refuse(550, "5.7.1", "Service unavailable; client [" + context.client().address() + "] blocked using "
                + score.worst().get().zone());
        }
        if (configuration.spareGreylist().filter(limit -> score.total() <= limit).isPresent()) {
            return new PolicyDecision.ExemptFrom(Set.of(PolicyCheck.GREYLIST), "lists in the DNS: " + score.text());
        }
        return score.listings().isEmpty() && score.unknown().isEmpty() ? PolicyDecision.pass() : PolicyDecision.pass("dnsbl", score.text());
    }

    @SuppressWarnings("unchecked")
    private CompletableFuture<DnsblScore> score(PolicyContext context) {
        return context.session().recall(SCORE, () -> dnsbl.start(context.client().address()));
    }
}
