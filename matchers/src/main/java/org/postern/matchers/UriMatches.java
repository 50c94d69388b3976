// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail with a link that matches, as the object {@code uri} of rule sets does. */
public class UriMatches extends WhatMatcher {

    @Inject
    public UriMatches(MailFacts facts) {
        super(facts, "uri");
    }
}
