// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy.stage;

import java.util.EnumSet;
import java.util.Set;

import org.postern.gateway.policy.PolicyCheck;
import org.postern.gateway.policy.PolicyContext;
import org.postern.gateway.policy.PolicyDecision;
import org.postern.gateway.policy.PolicyStage;
import org.postern.gateway.relay.RelayPolicy;

/** Spares hosts of the trusted networks that come to the untrusted port the tests on clients; what they hand on is looked at as usual. */
public final class TrustedClientStage implements PolicyStage {
    private static final PolicyDecision TRUSTED = new PolicyDecision.ExemptFrom(
        Set.copyOf(EnumSet.of(PolicyCheck.DNSBL, PolicyCheck.HELO_NAME, PolicyCheck.CLIENT_NAME)), "trusted network");

    private final RelayPolicy policy;

    public TrustedClientStage(RelayPolicy policy) {
        this.policy = policy;
    }

    @Override
    public PolicyCheck check() {
        return PolicyCheck.CLIENT_LIST;
    }

    @Override
    public PolicyDecision decide(PolicyContext context) {
        return policy.isTrusted(context.client()) ? TRUSTED : PolicyDecision.pass();
    }
}
