// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import java.util.Collection;
import java.util.Set;

import org.apache.james.core.MailAddress;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.what.MessageSubject;
import org.postern.analysis.rules.what.WhatCondition;
import org.postern.analysis.rules.yaml.ObjectText;
import org.postern.gateway.mail.MailFacts;

/** Matches the recipients for whom a what object holds. */
public abstract class WhatMatcher extends FactsMatcher {
    private WhatCondition condition;

    WhatMatcher(MailFacts facts, String kind) {
        super(facts, kind);
    }

    @Override
    void read(ObjectText texts, String text) {
        condition = texts.what(kind(), text.isEmpty() ? absent() : text);
    }

    /** The value when the condition is left out; an empty one is a mistake, mostly. */
    String absent() {
        return "";
    }

    @Override
    boolean needsTexts() {
        return condition instanceof WhatCondition.BodyText || condition instanceof WhatCondition.HeaderMatch header && !header.topOnly();
    }

    @Override
    Collection<MailAddress> matching(Facts known, Collection<MailAddress> recipients) {
        MessageSubject subject = new MessageSubject(known, Set.of());
        return recipients.stream().filter(recipient -> condition.marks(subject, recipient.asString()).holds()).toList();
    }
}
