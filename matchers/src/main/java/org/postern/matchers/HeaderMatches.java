// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail with a header field that matches, as the object {@code header} of rule sets does. */
public class HeaderMatches extends WhatMatcher {

    @Inject
    public HeaderMatches(MailFacts facts) {
        super(facts, "header");
    }
}
