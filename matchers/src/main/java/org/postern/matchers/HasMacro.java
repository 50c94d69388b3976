// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail with a document whose macros are of a grade, as the object {@code macro} of rule sets does. */
public class HasMacro extends WhatMatcher {

    @Inject
    public HasMacro(MailFacts facts) {
        super(facts, "macro");
    }
}
