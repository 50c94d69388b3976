// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail by the sender's address by an expression, as the object {@code regex} of rule sets does. */
public class SenderAddressMatches extends SenderMatcher {

    @Inject
    public SenderAddressMatches(MailFacts facts) {
        super(facts, "regex");
    }
}
