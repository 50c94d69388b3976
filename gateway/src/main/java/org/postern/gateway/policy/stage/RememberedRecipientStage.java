// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy.stage;

import org.postern.gateway.policy.PolicyCheck;
import org.postern.gateway.policy.PolicyContext;
import org.postern.gateway.policy.PolicyDecision;
import org.postern.gateway.policy.PolicyStage;
import org.postern.gateway.recipient.RecipientVerification;
import org.postern.gateway.relay.RelayPolicy;

/** Refuses recipients that are known not to exist behind the gateway, before the greylist hears of them. */
public final class RememberedRecipientStage implements PolicyStage {
    private static final PolicyDecision TOO_MANY_UNKNOWN =
        PolicyDecision.defer(450, "4.7.1", "Too many unknown recipients, try again later");

    private final RecipientBehind behind;
    private final RecipientVerification verification;

    public RememberedRecipientStage(RelayPolicy policy, RecipientVerification verification) {
        this.behind = new RecipientBehind(policy, verification);
        this.verification = verification;
    }

    @Override
    public PolicyCheck check() {
        return PolicyCheck.RECIPIENT_REMEMBERED;
    }

    @Override
    public PolicyDecision decide(PolicyContext context) {
        if (!behind.concerns(context)) {
            return PolicyDecision.pass();
        }
        String client = context.client().address();
        return verification.isLimited(client) ? TOO_MANY_UNKNOWN
            : verification.known(client, context.recipient().orElseThrow()).map(behind::decision).orElseGet(PolicyDecision::pass);
    }
}
