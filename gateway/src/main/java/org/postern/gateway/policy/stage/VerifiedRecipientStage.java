// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy.stage;

import org.postern.gateway.policy.PolicyCheck;
import org.postern.gateway.policy.PolicyContext;
import org.postern.gateway.policy.PolicyDecision;
import org.postern.gateway.policy.PolicyStage;
import org.postern.gateway.recipient.RecipientVerification;
import org.postern.gateway.relay.RelayPolicy;

/** Asks the server behind the gateway whether it has the recipient. */
public final class VerifiedRecipientStage implements PolicyStage {
    private final RecipientBehind behind;
    private final RecipientVerification verification;

    public VerifiedRecipientStage(RelayPolicy policy, RecipientVerification verification) {
        this.behind = new RecipientBehind(policy, verification);
        this.verification = verification;
    }

    @Override
    public PolicyCheck check() {
        return PolicyCheck.RECIPIENT_VERIFIED;
    }

    @Override
    public PolicyDecision decide(PolicyContext context) {
        return behind.concerns(context)
            ? behind.decision(verification.check(context.client().address(), context.recipient().orElseThrow())) : PolicyDecision.pass();
    }
}
