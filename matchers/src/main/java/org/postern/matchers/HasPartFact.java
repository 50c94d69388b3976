// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail with a file of which something is known, such as macros, as the object {@code part-fact} of rule sets does. */
public class HasPartFact extends WhatMatcher {

    @Inject
    public HasPartFact(MailFacts facts) {
        super(facts, "part-fact");
    }
}
