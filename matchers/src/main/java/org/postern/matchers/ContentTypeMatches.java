// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail with content of a type, as the object {@code content-type} of rule sets does. */
public class ContentTypeMatches extends WhatMatcher {

    @Inject
    public ContentTypeMatches(MailFacts facts) {
        super(facts, "content-type");
    }
}
