// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy.stage;

import java.util.Optional;

import org.postern.gateway.client.ClientGate;
import org.postern.gateway.policy.PolicyCheck;
import org.postern.gateway.policy.PolicyContext;
import org.postern.gateway.policy.PolicyDecision;
import org.postern.gateway.policy.PolicyFact;
import org.postern.gateway.policy.PolicyPoint;
import org.postern.gateway.policy.PolicyStage;
import org.postern.gateway.rate.OutboundLimits;

/** Limits how much a stranger's network may send at a time, and how much one of our own may send in all. */
public final class RateStage implements PolicyStage {
    private static final PolicyFact<Boolean> COUNTED = new PolicyFact<>("rate-counted", PolicyPoint.MAIL, Boolean.class);

    private final ClientGate gate;
    private final OutboundLimits outbound;

    public RateStage(ClientGate gate, OutboundLimits outbound) {
        this.gate = gate;
        this.outbound = outbound;
    }

    @Override
    public PolicyCheck check() {
        return PolicyCheck.RATE;
    }

    @Override
    public boolean appliesTo(PolicyContext context) {
        return true;
    }

    @Override
    public PolicyDecision decide(PolicyContext context) {
        return context.stranger() ? stranger(context) : ours(context);
    }

    private PolicyDecision stranger(PolicyContext context) {
        String address = context.client().address();
        boolean first = context.session().recall(COUNTED).isEmpty();
        context.session().remember(COUNTED, true);
        if (first && gate.count(address, ClientGate.Kind.MESSAGES)) {
            return PolicyDecision.defer(450, "4.7.1", "Messages come too fast, try again later");
        }
        return gate.count(address, ClientGate.Kind.RECIPIENTS)
            ? PolicyDecision.defer(450, "4.7.1", "Too many recipients within a minute, try again later") : PolicyDecision.pass();
    }

    private PolicyDecision ours(PolicyContext context) {
        Optional<String> refusal = outbound.recipient(context.client().authenticatedUser(), context.client().address(),
            context.transaction());
        return refusal.map(text -> PolicyDecision.defer(450, "4.7.1", text)).orElseGet(PolicyDecision::pass);
    }
}
