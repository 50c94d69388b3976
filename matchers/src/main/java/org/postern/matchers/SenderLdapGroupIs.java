// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail by the sender's group in a directory, as the object {@code ldap-group} of rule sets does. */
public class SenderLdapGroupIs extends SenderMatcher {

    @Inject
    public SenderLdapGroupIs(MailFacts facts) {
        super(facts, "ldap-group");
    }
}
