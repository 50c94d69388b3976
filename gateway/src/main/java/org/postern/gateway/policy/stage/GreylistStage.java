// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy.stage;

import org.postern.gateway.greylist.Greylist;
import org.postern.gateway.greylist.GreylistDecision;
import org.postern.gateway.policy.BoundedLookup;
import org.postern.gateway.policy.PolicyCheck;
import org.postern.gateway.policy.PolicyContext;
import org.postern.gateway.policy.PolicyDecision;
import org.postern.gateway.policy.PolicyStage;

/** Makes strangers come back once. */
public final class GreylistStage implements PolicyStage {
    private final Greylist greylist;
    private final BoundedLookup lookup;

    public GreylistStage(Greylist greylist, BoundedLookup lookup) {
        this.greylist = greylist;
        this.lookup = lookup;
    }

    @Override
    public PolicyCheck check() {
        return PolicyCheck.GREYLIST;
    }

    @Override
    public PolicyDecision decide(PolicyContext context) {
        String recipient = context.recipient().orElseThrow();
        return lookup.await(recipient, greylist.decide(context.client().address(), context.sender().orElse(""), recipient))
            .map(GreylistStage::decision).orElse(PolicyDecision.pass());
    }

    private static PolicyDecision decision(GreylistDecision decision) {
        return decision instanceof GreylistDecision.Defer defer
            ? PolicyDecision.defer(450, "4.7.1", "Greylisted, try again in " + defer.remainingSeconds() + " seconds")
            : PolicyDecision.pass();
    }
}
