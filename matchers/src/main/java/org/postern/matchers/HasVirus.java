// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail in which an engine found malware, as the object {@code virus} of rule sets does. */
public class HasVirus extends WhatMatcher {

    @Inject
    public HasVirus(MailFacts facts) {
        super(facts, "virus");
    }

    @Override
    String absent() {
        return "true";
    }
}
