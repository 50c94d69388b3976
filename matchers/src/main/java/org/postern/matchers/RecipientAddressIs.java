// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches recipients by their address, as the object {@code address} of rule sets does. */
public class RecipientAddressIs extends RecipientMatcher {

    @Inject
    public RecipientAddressIs(MailFacts facts) {
        super(facts, "address");
    }
}
