// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches recipients by their group in a directory, as the object {@code ldap-group} of rule sets does. */
public class RecipientLdapGroupIs extends RecipientMatcher {

    @Inject
    public RecipientLdapGroupIs(MailFacts facts) {
        super(facts, "ldap-group");
    }
}
