// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import java.util.Collection;
import java.util.List;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.postern.analysis.facts.Direction;
import org.postern.gateway.mail.Reception;

/**
 * Matches all recipients of mail that came in by the trusted port or was made by this server: only such mail may go to servers that are
 * not ours. It looks at what the SMTP session left on the mail, never at the mail's content.
 */
public class IsOutgoing extends GenericMatcher {

    @Override
    public Collection<MailAddress> match(Mail mail) {
        boolean outgoing = Reception.of(mail).map(reception -> reception.direction() == Direction.OUTGOING)
            .orElseGet(() -> mail.getAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE.getName()).isPresent());
        return outgoing ? mail.getRecipients() : List.of();
    }

    @Override
    public String getMatcherInfo() {
        return "Postern: mail that leaves";
    }
}
