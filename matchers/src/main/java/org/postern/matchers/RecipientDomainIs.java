// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches recipients by their domain, as the object {@code domain} of rule sets does. */
public class RecipientDomainIs extends RecipientMatcher {

    @Inject
    public RecipientDomainIs(MailFacts facts) {
        super(facts, "domain");
    }
}
