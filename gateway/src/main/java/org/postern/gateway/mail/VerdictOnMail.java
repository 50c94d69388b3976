// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.mail;

import java.util.Optional;

import org.apache.mailet.Mail;
import org.postern.analysis.facts.Contents;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.FactsJson;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.rules.VerdictJson;
import org.postern.gateway.filter.FilterOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps on a mail what the filter has decided, so that it is filtered once however often it is queued. The attributes come from this
 * server alone: nothing a client sends can set them.
 */
public final class VerdictOnMail {
    private static final Logger LOGGER = LoggerFactory.getLogger(VerdictOnMail.class);

    private final FactsJson factsJson = new FactsJson();
    private final VerdictJson verdictJson = new VerdictJson();
    private final RecentVerdicts recent = new RecentVerdicts();

    public void write(Mail mail, FilterOutcome.Decided decided) {
        Facts kept = decided.facts().with(Contents.none());
        Verdict brief = decided.verdict().brief();
        String facts = factsJson.write(kept);
        String verdict = verdictJson.write(brief);
        MailAttributes.FACTS.set(mail, facts);
        MailAttributes.VERDICT.set(mail, verdict);
        recent.put(kept.messageId(), facts, verdict, new FilterOutcome.Decided(kept, brief));
    }

    /**
     * What was decided about this mail: empty when nothing was, when it was decided about another that this one was made from, or when
     * it was written by a version that this one does not understand. The mail is then filtered anew.
     */
    public Optional<FilterOutcome.Decided> read(Mail mail) {
        Optional<String> facts = MailAttributes.FACTS.text(mail);
        Optional<String> verdict = MailAttributes.VERDICT.text(mail);
        if (facts.isEmpty() || verdict.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<String> id = MailAttributes.ID.text(mail);
            FilterOutcome.Decided decided = id.flatMap(known -> recent.get(known, facts.get(), verdict.get()))
                .orElseGet(() -> new FilterOutcome.Decided(factsJson.read(facts.get()), verdictJson.read(verdict.get())));
            Facts known = decided.facts();
            boolean own = id.filter(known.messageId()::equals).isPresent() && known.envelope().sender().equals(Reception.sender(mail));
            return own ? Optional.of(decided) : Optional.empty();
        } catch (IllegalArgumentException e) {
            LOGGER.warn("Mail {} carries a verdict that cannot be read, it is filtered anew: {}", mail.getName(), e.getMessage());
            return Optional.empty();
        }
    }
}
