// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail with a DKIM signature that ended so, as the object {@code dkim} of rule sets does. */
public class DkimIs extends WhatMatcher {

    @Inject
    public DkimIs(MailFacts facts) {
        super(facts, "dkim");
    }
}
