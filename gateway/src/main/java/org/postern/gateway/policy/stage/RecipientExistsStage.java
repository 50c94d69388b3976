// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy.stage;

import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.postern.gateway.policy.BoundedLookup;
import org.postern.gateway.policy.PolicyCheck;
import org.postern.gateway.policy.PolicyContext;
import org.postern.gateway.policy.PolicyDecision;
import org.postern.gateway.policy.PolicyStage;
import org.postern.gateway.relay.LocalRecipients;
import org.postern.gateway.relay.RelayPolicy;

/** Refuses unknown recipients of the domains whose mailboxes are here, whoever sends, so that nothing has to be bounced. */
public final class RecipientExistsStage implements PolicyStage {
    private static final PolicyDecision NO_SUCH_RECIPIENT = PolicyDecision.refuse(550, "5.1.1", "No such recipient here");

    private final RelayPolicy policy;
    private final LocalRecipients recipients;
    private final BoundedLookup lookup;

    public RecipientExistsStage(RelayPolicy policy, LocalRecipients recipients, BoundedLookup lookup) {
        this.policy = policy;
        this.recipients = recipients;
        this.lookup = lookup;
    }

    @Override
    public PolicyCheck check() {
        return PolicyCheck.RECIPIENT_EXISTS;
    }

    @Override
    public boolean appliesTo(PolicyContext context) {
        return true;
    }

    @Override
    public PolicyDecision decide(PolicyContext context) {
        String recipient = context.recipient().orElseThrow();
        if (context.recipientDomain().filter(policy::isRelayDomain).isPresent()) {
            return PolicyDecision.pass();
        }
        return lookup.decide(recipient, () -> policy.isOurs(recipient) && !recipients.exists(address(recipient))
            ? NO_SUCH_RECIPIENT : PolicyDecision.pass());
    }

    private static MailAddress address(String recipient) throws AddressException {
        return new MailAddress(recipient);
    }
}
