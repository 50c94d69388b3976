// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail of which a list speaks, as the object {@code list} of rule sets does. */
public class IsListed extends WhatMatcher {

    @Inject
    public IsListed(MailFacts facts) {
        super(facts, "list");
    }
}
