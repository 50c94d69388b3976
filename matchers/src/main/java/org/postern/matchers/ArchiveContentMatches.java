// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail with an archive that holds content of a type, as the object {@code archive-content} of rule sets does. */
public class ArchiveContentMatches extends WhatMatcher {

    @Inject
    public ArchiveContentMatches(MailFacts facts) {
        super(facts, "archive-content");
    }
}
