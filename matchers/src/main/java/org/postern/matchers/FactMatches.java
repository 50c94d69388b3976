// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail of which any fact is so, as the object {@code fact} of rule sets does. */
public class FactMatches extends WhatMatcher {

    @Inject
    public FactMatches(MailFacts facts) {
        super(facts, "fact");
    }
}
