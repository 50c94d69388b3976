// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail whose SPF check ended so, as the object {@code spf} of rule sets does. */
public class SpfIs extends WhatMatcher {

    @Inject
    public SpfIs(MailFacts facts) {
        super(facts, "spf");
    }
}
