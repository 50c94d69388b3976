// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail by the client's IP address, as the object {@code ip} of rule sets does. */
public class ClientAddressIs extends SenderMatcher {

    @Inject
    public ClientAddressIs(MailFacts facts) {
        super(facts, "ip");
    }
}
