// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy.stage;

import java.util.List;

import org.postern.gateway.network.DomainPattern;
import org.postern.gateway.policy.PolicyCheck;
import org.postern.gateway.policy.PolicyContext;
import org.postern.gateway.policy.PolicyDecision;
import org.postern.gateway.policy.PolicyStage;

/** Takes mail of certain domains only when it comes encrypted. */
public final class SenderTlsStage implements PolicyStage {
    private final List<DomainPattern> domains;

    /** @param domains sender domains whose mail must come encrypted */
    public SenderTlsStage(List<DomainPattern> domains) {
        this.domains = List.copyOf(domains);
    }

    @Override
    public PolicyCheck check() {
        return PolicyCheck.SENDER_TLS;
    }

    @Override
    public PolicyDecision decide(PolicyContext context) {
        boolean plain = context.client().tls().isEmpty();
        boolean demanded = context.senderDomain().filter(domain -> domains.stream().anyMatch(each -> each.matches(domain))).isPresent();
        return plain && demanded ? PolicyDecision.defer(450, "4.7.1", "Session encryption is required for mail of this sender")
            : PolicyDecision.pass();
    }
}
