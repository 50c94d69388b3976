// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches recipients by their address by an expression, as the object {@code regex} of rule sets does. */
public class RecipientAddressMatches extends RecipientMatcher {

    @Inject
    public RecipientAddressMatches(MailFacts facts) {
        super(facts, "regex");
    }
}
