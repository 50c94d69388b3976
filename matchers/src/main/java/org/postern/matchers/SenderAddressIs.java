// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail by the sender's address, as the object {@code address} of rule sets does. */
public class SenderAddressIs extends SenderMatcher {

    @Inject
    public SenderAddressIs(MailFacts facts) {
        super(facts, "address");
    }
}
