// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail with a file of a size, as the object {@code attachment-size} of rule sets does. */
public class AttachmentSizeIs extends WhatMatcher {

    @Inject
    public AttachmentSizeIs(MailFacts facts) {
        super(facts, "attachment-size");
    }
}
