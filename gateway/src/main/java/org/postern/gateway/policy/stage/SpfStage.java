// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy.stage;

import java.util.Optional;
import java.util.Set;

import org.postern.analysis.facts.AuthenticationResult;
import org.postern.gateway.auth.spf.SpfResult;
import org.postern.gateway.config.EnvelopeTestsConfiguration;
import org.postern.gateway.policy.PolicyCheck;
import org.postern.gateway.policy.PolicyContext;
import org.postern.gateway.policy.PolicyDecision;
import org.postern.gateway.policy.PolicyStage;

/** Refuses clients that the sender's domain disowns, and spares those it vouches for the greylist (RFC 7208 section 8). */
public final class SpfStage implements PolicyStage {
    private final SpfLookup lookup;
    private final EnvelopeTestsConfiguration.SpfUse use;

    public SpfStage(SpfLookup lookup, EnvelopeTestsConfiguration.SpfUse use) {
        this.lookup = lookup;
        this.use = use;
    }

    @Override
    public PolicyCheck check() {
        return PolicyCheck.SPF;
    }

    @Override
    public boolean appliesTo(PolicyContext context) {
        return context.stranger() && use.enabled();
    }

    @Override
    public void prepare(PolicyContext context) {
        lookup.start(context);
    }

    @Override
    public PolicyDecision decide(PolicyContext context) {
        Optional<SpfResult> known = lookup.result(context);
        if (known.isEmpty()) {
            return PolicyDecision.pass();
        }
        SpfResult result = known.get();
        if (result.result() == AuthenticationResult.FAIL && use.refuseFail()) {
            return PolicyDecision.refuse(550, "5.7.23", "SPF: " + context.client().address() + " may not send for " + result.domain()
                + result.explanation().map(text -> "; " + result.domain() + " explains: " + text).orElse(""));
        }
        if (result.result() == AuthenticationResult.TEMPERROR && use.deferTemporary()) {
            return PolicyDecision.defer(451, "4.4.3", "SPF: " + result.domain() + " cannot be asked now, try again later");
        }
        String fact = result.result().word() + " " + result.domain();
        return result.result() == AuthenticationResult.PASS && use.spareGreylist()
            ? new PolicyDecision.ExemptFrom(Set.of(PolicyCheck.GREYLIST), fact) : PolicyDecision.pass("spf", fact);
    }
}
