// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import java.util.Collection;

import org.apache.james.core.MailAddress;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.who.Authors;
import org.postern.analysis.rules.who.WhoCondition;
import org.postern.analysis.rules.who.WhoSubject;
import org.postern.analysis.rules.yaml.ObjectText;
import org.postern.gateway.mail.MailFacts;

/** Matches all recipients when a who object holds for the sender. */
public abstract class SenderMatcher extends FactsMatcher {
    private WhoCondition condition;

    SenderMatcher(MailFacts facts, String kind) {
        super(facts, kind);
    }

    @Override
    void read(ObjectText texts, String text) {
        condition = texts.who(kind(), text);
    }

    @Override
    Collection<MailAddress> matching(Facts known, Collection<MailAddress> recipients) {
        return all(condition.matches(WhoSubject.sender(known.envelope().sender(), known.client().address(),
            () -> Authors.of(known.headers()), known.directory())), recipients);
    }
}
