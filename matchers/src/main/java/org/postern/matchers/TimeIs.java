// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import java.time.ZoneOffset;
import java.util.Collection;

import javax.inject.Inject;

import org.apache.james.core.MailAddress;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.when.WhenCondition;
import org.postern.analysis.rules.yaml.ObjectText;
import org.postern.gateway.mail.MailFacts;

/** Matches mail that was received at certain times; in UTC where the condition names no zone. */
public class TimeIs extends FactsMatcher {
    private WhenCondition condition;

    @Inject
    public TimeIs(MailFacts facts) {
        super(facts, "time");
    }

    @Override
    void read(ObjectText texts, String text) {
        condition = texts.when(text);
    }

    @Override
    Collection<MailAddress> matching(Facts known, Collection<MailAddress> recipients) {
        return all(condition.matches(known.receivedAt(), ZoneOffset.UTC), recipients);
    }
}
