// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** Matches mail that came with TLS, or without, as the object {@code tls} of rule sets does. */
public class TlsIs extends WhatMatcher {

    @Inject
    public TlsIs(MailFacts facts) {
        super(facts, "tls");
    }

    @Override
    String absent() {
        return "true";
    }
}
