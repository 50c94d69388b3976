// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import java.util.Collection;

import javax.inject.Inject;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.postern.gateway.relay.RelayPolicy;

/**
 * Matches the recipients whose domain is served by the mail servers behind this gateway. It asks the settings alone, so that mail passes
 * through the gateway whatever database is away.
 */
public class IsRelayDomain extends GenericMatcher {
    private final RelayPolicy policy;

    @Inject
    public IsRelayDomain(RelayPolicy policy) {
        this.policy = policy;
    }

    @Override
    public Collection<MailAddress> match(Mail mail) {
        return mail.getRecipients().stream().filter(recipient -> policy.isRelayDomain(recipient.getDomain().asString())).toList();
    }

    @Override
    public String getMatcherInfo() {
        return "Postern: recipients behind this gateway";
    }
}
