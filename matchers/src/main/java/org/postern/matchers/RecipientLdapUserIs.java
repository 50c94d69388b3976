// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches recipients by their account in a directory, as the object {@code ldap-user} of rule sets does. */
public class RecipientLdapUserIs extends RecipientMatcher {

    @Inject
    public RecipientLdapUserIs(MailFacts facts) {
        super(facts, "ldap-user");
    }
}
