// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail with a fault of form, as the object {@code anomaly} of rule sets does. */
public class HasAnomaly extends WhatMatcher {

    @Inject
    public HasAnomaly(MailFacts facts) {
        super(facts, "anomaly");
    }
}
