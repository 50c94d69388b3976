// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail whose virus scan did not finish, as the object {@code unscanned} of rule sets does. */
public class IsUnscanned extends WhatMatcher {

    @Inject
    public IsUnscanned(MailFacts facts) {
        super(facts, "unscanned");
    }

    @Override
    String absent() {
        return "true";
    }
}
