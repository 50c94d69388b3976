// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import java.util.Collection;

import org.apache.james.core.MailAddress;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.who.WhoCondition;
import org.postern.analysis.rules.who.WhoSubject;
import org.postern.analysis.rules.yaml.ObjectText;
import org.postern.gateway.mail.MailFacts;

/** Matches the recipients for whom a who object holds. */
public abstract class RecipientMatcher extends FactsMatcher {
    private WhoCondition condition;

    RecipientMatcher(MailFacts facts, String kind) {
        super(facts, kind);
    }

    @Override
    void read(ObjectText texts, String text) {
        condition = texts.who(kind(), text);
        if (condition instanceof WhoCondition.HeaderFrom) {
            throw new IllegalArgumentException("'field: header-from' is of senders alone");
        }
    }

    @Override
    Collection<MailAddress> matching(Facts known, Collection<MailAddress> recipients) {
        return recipients.stream().filter(recipient -> condition.matches(WhoSubject.recipient(recipient.asString(), known.directory())))
            .toList();
    }
}
