// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail with so many recipients, as the object {@code recipients} of rule sets does. */
public class RecipientCountIs extends WhatMatcher {

    @Inject
    public RecipientCountIs(MailFacts facts) {
        super(facts, "recipients");
    }
}
