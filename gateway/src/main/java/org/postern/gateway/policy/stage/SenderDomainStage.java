// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy.stage;

import java.time.Duration;

import org.postern.gateway.config.EnvelopeTestsConfiguration;
import org.postern.gateway.dns.DnsSource;
import org.postern.gateway.policy.PolicyCheck;
import org.postern.gateway.policy.PolicyContext;
import org.postern.gateway.policy.PolicyDecision;
import org.postern.gateway.policy.PolicyFact;
import org.postern.gateway.policy.PolicyPoint;
import org.postern.gateway.policy.PolicyStage;

/** Refuses senders whose domain takes no mail: one that says so for good, one that the DNS does not know for now. */
public final class SenderDomainStage implements PolicyStage {
    private static final PolicyFact<NameLookup> DOMAIN = new PolicyFact<>("sender-domain", PolicyPoint.MAIL, NameLookup.class);

    private final EnvelopeTestsConfiguration tests;
    private final DnsSource dns;
    private final Duration limit;

    /**
     * Tests of domains.
     *
     * @param limit most time for asking the DNS
     */
    public SenderDomainStage(EnvelopeTestsConfiguration tests, DnsSource dns, Duration limit) {
        this.tests = tests;
        this.dns = dns;
        this.limit = limit;
    }

    @Override
    public PolicyCheck check() {
        return PolicyCheck.SENDER_DOMAIN;
    }

    @Override
    public boolean appliesTo(PolicyContext context) {
        return context.stranger() && tests.senderDomain();
    }

    @Override
    public void prepare(PolicyContext context) {
        context.senderDomain().filter(domain -> !domain.startsWith("[")).ifPresent(domain -> lookup(context, domain));
    }

    @Override
    public PolicyDecision decide(PolicyContext context) {
        String domain = context.senderDomain().orElse("[");
        if (domain.startsWith("[")) {
            return PolicyDecision.pass();
        }
        NameLookup lookup = lookup(context, domain);
        if (lookup.isNullExchanger()) {
            return PolicyDecision.refuse(550, "5.7.27", "The sender's domain " + domain + " takes no mail (null MX)");
        }
        return lookup.isUnknown() ? PolicyDecision.defer(450, "4.1.8", "The sender's domain " + domain + " is not known to the DNS")
            : PolicyDecision.pass();
    }

    private NameLookup lookup(PolicyContext context, String domain) {
        return context.session().recall(DOMAIN, () -> NameLookup.start(dns.within(limit), domain));
    }
}
