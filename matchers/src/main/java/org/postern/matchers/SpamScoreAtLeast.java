// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail with at least so many points, as the object {@code spam-level} of rule sets does. */
public class SpamScoreAtLeast extends WhatMatcher {

    @Inject
    public SpamScoreAtLeast(MailFacts facts) {
        super(facts, "spam-level");
    }
}
