// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy.stage;

import org.postern.analysis.facts.Direction;
import org.postern.gateway.policy.BoundedLookup;
import org.postern.gateway.policy.PolicyCheck;
import org.postern.gateway.policy.PolicyContext;
import org.postern.gateway.policy.PolicyDecision;
import org.postern.gateway.policy.PolicyStage;
import org.postern.gateway.relay.RelayDecision;
import org.postern.gateway.relay.RelayPolicy;

/** Keeps the gateway from relaying for strangers; the one check that nobody is ever spared. */
public final class RelayStage implements PolicyStage {
    private final RelayPolicy policy;
    private final BoundedLookup lookup;

    public RelayStage(RelayPolicy policy, BoundedLookup lookup) {
        this.policy = policy;
        this.lookup = lookup;
    }

    @Override
    public PolicyCheck check() {
        return PolicyCheck.RELAY;
    }

    @Override
    public boolean appliesTo(PolicyContext context) {
        return true;
    }

    @Override
    public PolicyDecision decide(PolicyContext context) {
        if (context.direction() == Direction.OUTGOING || context.recipientDomain().filter(policy::isRelayDomain).isPresent()) {
            // Settings alone decide here. This must not go through a look-up that is let pass when it fails: that would be an open relay.
            return decision(context);
        }
        // When our domains cannot be looked up James's relay check, which follows, has the last word.
        return lookup.decide(context.recipient().orElseThrow(), () -> decision(context));
    }

    private PolicyDecision decision(PolicyContext context) {
        RelayDecision decision = policy.check(context.direction(), context.client(), context.recipient().orElseThrow());
        return decision instanceof RelayDecision.Refuse refuse
            ? PolicyDecision.refuse(refuse.code(), refuse.enhancedCode(), refuse.text()) : PolicyDecision.pass();
    }
}
