// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail of a size, as the object {@code size} of rule sets does. */
public class MessageSizeIs extends WhatMatcher {

    @Inject
    public MessageSizeIs(MailFacts facts) {
        super(facts, "size");
    }
}
