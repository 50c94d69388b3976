// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail by the sender's domain, as the object {@code domain} of rule sets does. */
public class SenderDomainIs extends SenderMatcher {

    @Inject
    public SenderDomainIs(MailFacts facts) {
        super(facts, "domain");
    }
}
