// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail with a link to a domain, as the object {@code uri-domain} of rule sets does. */
public class UriDomainIs extends WhatMatcher {

    @Inject
    public UriDomainIs(MailFacts facts) {
        super(facts, "uri-domain");
    }
}
