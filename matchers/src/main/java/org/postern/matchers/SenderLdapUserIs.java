// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail by the sender's account in a directory, as the object {@code ldap-user} of rule sets does. */
public class SenderLdapUserIs extends SenderMatcher {

    @Inject
    public SenderLdapUserIs(MailFacts facts) {
        super(facts, "ldap-user");
    }
}
