// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail by the sender's being in a directory, as the object {@code ldap-known} of rule sets does. */
public class SenderLdapKnown extends SenderMatcher {

    @Inject
    public SenderLdapKnown(MailFacts facts) {
        super(facts, "ldap-known");
    }
}
