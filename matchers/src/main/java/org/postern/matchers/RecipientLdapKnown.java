// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches recipients by their being in a directory, as the object {@code ldap-known} of rule sets does. */
public class RecipientLdapKnown extends RecipientMatcher {

    @Inject
    public RecipientLdapKnown(MailFacts facts) {
        super(facts, "ldap-known");
    }
}
