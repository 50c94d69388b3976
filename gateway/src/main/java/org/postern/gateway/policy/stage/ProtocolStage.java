// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy.stage;

import org.postern.gateway.client.ClientConduct;
import org.postern.gateway.client.Violation;
import org.postern.gateway.config.ClientConfiguration;
import org.postern.gateway.config.ClientConfiguration.Conduct;
import org.postern.gateway.policy.PolicyCheck;
import org.postern.gateway.policy.PolicyContext;
import org.postern.gateway.policy.PolicyDecision;
import org.postern.gateway.policy.PolicyFact;
import org.postern.gateway.policy.PolicyPoint;
import org.postern.gateway.policy.PolicyStage;

/** Refuses mail of clients that have spoken out of turn; they were heard so far only to learn whose mail it would have been. */
public final class ProtocolStage implements PolicyStage {
    /** How the client has kept to the protocol so far. */
    public static final PolicyFact<ClientConduct> CONDUCT = new PolicyFact<>("client-conduct", PolicyPoint.CONNECT, ClientConduct.class);

    private final ClientConfiguration configuration;

    public ProtocolStage(ClientConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public PolicyCheck check() {
        return PolicyCheck.PROTOCOL;
    }

    @Override
    public PolicyDecision decide(PolicyContext context) {
        return context.session().recall(CONDUCT).map(this::decide).orElseGet(PolicyDecision::pass);
    }

    private PolicyDecision decide(ClientConduct conduct) {
        if (conduct.has(Violation.EARLY_TALK) && configuration.earlyTalk() == Conduct.REFUSE) {
            return PolicyDecision.refuse(550, "5.5.1", "Protocol error: you spoke before you were greeted");
        }
        if (conduct.has(Violation.PIPELINING) && configuration.pipelining() == Conduct.REFUSE) {
            return PolicyDecision.refuse(550, "5.5.0", "Protocol error: commands were sent without waiting for answers");
        }
        return conduct.violations().isEmpty() ? PolicyDecision.pass() : PolicyDecision.pass("protocol", conduct.violations().toString());
    }
}
