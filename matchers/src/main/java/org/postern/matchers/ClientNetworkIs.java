// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail by the client's network, as the object {@code network} of rule sets does. */
public class ClientNetworkIs extends SenderMatcher {

    @Inject
    public ClientNetworkIs(MailFacts facts) {
        super(facts, "network");
    }
}
