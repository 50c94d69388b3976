// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail whose DMARC check ended so, as the object {@code dmarc} of rule sets does. */
public class DmarcIs extends WhatMatcher {

    @Inject
    public DmarcIs(MailFacts facts) {
        super(facts, "dmarc");
    }
}
