// SPDX-License-Identifier: Apache-2.0
package org.postern.matchers;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.yaml.ObjectText;
import org.postern.gateway.mail.MailFacts;

/**
 * A matcher on what was found out about a mail before. A mail that was not analysed is an error and never a mail that does not match: so
 * nothing is delivered because a mailet is missing from the configuration.
 */
public abstract class FactsMatcher extends GenericMatcher {
    private final MailFacts facts;
    private final String kind;

    FactsMatcher(MailFacts facts, String kind) {
        this.facts = facts;
        this.kind = kind;
    }

    /** Kind of the object in rule sets that is matched. */
    public final String kind() {
        return kind;
    }

    @Override
    public final void init() throws MessagingException {
        try {
            read(new ObjectText(), Optional.ofNullable(getCondition()).map(String::strip).orElse(""));
        } catch (IllegalArgumentException e) {
            throw new MessagingException(getClass().getSimpleName() + "=" + getCondition() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public final Collection<MailAddress> match(Mail mail) throws MessagingException {
        try {
            Optional<Facts> known = needsTexts() ? facts.findWhole(mail) : facts.find(mail);
            return matching(known.orElseThrow(() -> new MessagingException(getClass().getSimpleName() + ": mail " + mail.getName()
                + " was not analysed; the mailet org.postern.mailets.Analyse must stand before this matcher")), mail.getRecipients());
        } catch (IOException e) {
            throw new MessagingException("the message of mail " + mail.getName() + " cannot be read", e);
        }
    }

    /** Reads the condition; throws IllegalArgumentException with a text for people. */
    abstract void read(ObjectText texts, String condition);

    /** Those of the recipients for whom the object holds. */
    abstract Collection<MailAddress> matching(Facts known, Collection<MailAddress> recipients);

    /** Whether the texts of the message are looked at. */
    boolean needsTexts() {
        return false;
    }

    static Collection<MailAddress> all(boolean holds, Collection<MailAddress> recipients) {
        return holds ? recipients : List.of();
    }

    @Override
    public String getMatcherInfo() {
        return "Postern: " + kind;
    }
}
