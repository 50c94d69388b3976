// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail with a file of a name, as the object {@code file-name} of rule sets does. */
public class FileNameMatches extends WhatMatcher {

    @Inject
    public FileNameMatches(MailFacts facts) {
        super(facts, "file-name");
    }
}
