// SPDX-License-Identifier: Apache-2.0
package org.apache.james.transport.matchers;

import javax.inject.Inject;

import org.postern.gateway.mail.MailFacts;

/** The matcher of the same name, where James looks for names without a package. */
public class DkimIs extends org.postern.matchers.DkimIs {

    @Inject
    public DkimIs(MailFacts facts) {
        super(facts);
    }
}
