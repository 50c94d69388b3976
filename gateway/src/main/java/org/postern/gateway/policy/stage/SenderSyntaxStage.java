// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy.stage;

import org.postern.gateway.config.EnvelopeTestsConfiguration;
import org.postern.gateway.policy.PolicyCheck;
import org.postern.gateway.policy.PolicyContext;
import org.postern.gateway.policy.PolicyDecision;
import org.postern.gateway.policy.PolicyStage;

/** Refuses envelope senders to whom no answer could be sent, because their domain is none; the null sender is fine. */
public final class SenderSyntaxStage implements PolicyStage {
    private final EnvelopeTestsConfiguration tests;

    public SenderSyntaxStage(EnvelopeTestsConfiguration tests) {
        this.tests = tests;
    }

    @Override
    public PolicyCheck check() {
        return PolicyCheck.SENDER_SYNTAX;
    }

    @Override
    public boolean appliesTo(PolicyContext context) {
        return context.stranger() && tests.senderFull();
    }

    @Override
    public PolicyDecision decide(PolicyContext context) {
        if (context.sender().orElse("").isEmpty()) {
            return PolicyDecision.pass();
        }
        // James writes its own name for "this host" where a sender gives no domain.
        boolean full = context.senderDomain().filter(domain -> domain.contains(".") || domain.startsWith("[")).isPresent();
        return full ? PolicyDecision.pass() : PolicyDecision.refuse(504, "5.5.2", "The sender address needs a full domain");
    }
}
