// SPDX-License-Identifier: Apache-2.0
package org.apache.james.transport.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** The matcher of the same name, where James looks for names without a package. */
public class HasMacro extends org.postern.matchers.HasMacro {

    @Inject
    public HasMacro(MailFacts facts) {
        super(facts);
    }
}
