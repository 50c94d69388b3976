// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.mail;

import java.util.List;
import java.util.Map;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.postern.analysis.facts.Envelope;
import org.postern.gateway.filter.Filter;
import org.postern.gateway.filter.FilterOutcome;
import org.postern.gateway.request.FilterRequest;
import org.postern.gateway.tracking.EventType;
import org.postern.gateway.tracking.Tracker;

/** Analyses a mail of the server and tells the timeline; what becomes of it is for matchers and mailets to say, not for rules. */
public final class MailAnalysis {
    private final Filter filter;
    private final Tracker tracker;

    /**
     * @param filter one without rules
     */
    public MailAnalysis(Filter filter, Tracker tracker) {
        this.filter = filter;
        this.tracker = tracker;
    }

    /** Analyses for the mail's present recipients. */
    public FilterOutcome analyse(Mail mail, Reception reception, FilterRequest.Patience patience) {
        List<String> recipients = mail.getRecipients().stream().map(MailAddress::asString).toList();
        FilterOutcome outcome = filter.filter(new FilterRequest(reception.messageId(), reception.receivedAt(), reception.direction(),
            new Envelope(Reception.sender(mail), recipients), reception.client(), new MailContent(mail), patience));
        if (outcome instanceof FilterOutcome.Decided decided) {
            tracker.record(reception.messageId(), EventType.ANALYSED, MailFiltering.analysed(decided.facts()));
        } else if (outcome instanceof FilterOutcome.TryAgain again) {
            tracker.record(reception.messageId(), EventType.SCAN_DEFERRED, Map.of("reason", again.reason()));
        }
        return outcome;
    }
}
