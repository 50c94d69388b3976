// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail with a text that matches, as the object {@code body} of rule sets does. */
public class BodyMatches extends WhatMatcher {

    @Inject
    public BodyMatches(MailFacts facts) {
        super(facts, "body");
    }
}
