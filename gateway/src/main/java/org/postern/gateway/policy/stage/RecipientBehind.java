// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy.stage;

import java.util.Locale;

import org.postern.gateway.policy.PolicyContext;
import org.postern.gateway.policy.PolicyDecision;
import org.postern.gateway.recipient.RecipientAnswer;
import org.postern.gateway.recipient.RecipientVerification;
import org.postern.gateway.relay.RelayPolicy;

/** What the two checks on recipients behind the gateway have in common: whom they concern, and how an answer is told. */
final class RecipientBehind {
    private static final PolicyDecision NO_SUCH_RECIPIENT = PolicyDecision.refuse(550, "5.1.1", "No such recipient here");
    private static final PolicyDecision UNKNOWN_FOR_NOW = PolicyDecision.defer(450, "4.1.1", "No such recipient here");
    private static final PolicyDecision UNVERIFIED =
        PolicyDecision.defer(450, "4.4.3", "The recipient cannot be verified now, try again later");

    private final RelayPolicy policy;
    private final RecipientVerification verification;

    RecipientBehind(RelayPolicy policy, RecipientVerification verification) {
        this.policy = policy;
        this.verification = verification;
    }

    /** Whether the recipient is to be verified: strangers' mail for relay domains, except for the postmaster, who exists everywhere. */
    boolean concerns(PolicyContext context) {
        return context.stranger() && verification.configuration().enabled()
            && context.recipientDomain().filter(policy::isRelayDomain).isPresent()
            && !context.recipient().orElse("").toLowerCase(Locale.ROOT).startsWith("postmaster@");
    }

    PolicyDecision decision(RecipientAnswer answer) {
        if (answer instanceof RecipientAnswer.Unknown) {
            return verification.configuration().refuseUnknown().filter(code -> code == 450).isPresent()
                ? UNKNOWN_FOR_NOW : NO_SUCH_RECIPIENT;
        }
        return answer instanceof RecipientAnswer.Unavailable && !verification.configuration().acceptUnverified()
            ? UNVERIFIED : PolicyDecision.pass();
    }
}
