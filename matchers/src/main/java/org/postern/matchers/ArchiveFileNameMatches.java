// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail with an archive that holds a file of a name, as the object {@code archive-file-name} of rule sets does. */
public class ArchiveFileNameMatches extends WhatMatcher {

    @Inject
    public ArchiveFileNameMatches(MailFacts facts) {
        super(facts, "archive-file-name");
    }
}
