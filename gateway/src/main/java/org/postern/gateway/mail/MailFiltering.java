// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.mail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.facts.VirusFinding;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.ActionNames;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.Verdict;
import org.postern.gateway.filter.Filter;
import org.postern.gateway.filter.FilterOutcome;
import org.postern.gateway.request.FilterRequest;
import org.postern.gateway.tracking.EventType;
import org.postern.gateway.tracking.Tracker;

/**
 * Filters a mail of the server and tells the timeline what came of it. The DATA hook and the mailet both go this way, so that a message
 * is judged and recorded alike wherever that happens.
 */
public final class MailFiltering {
    private static final int MOST_HITS = 20;

    private final Filter filter;
    private final Tracker tracker;
    private final BiConsumer<Facts, Verdict> records;

    /** Filtering that keeps nothing for the rules' administration. */
    public MailFiltering(Filter filter, Tracker tracker) {
        this(filter, tracker, (facts, verdict) -> { });
    }

    /**
     * Filtering.
     *
     * @param records is told every decision
     */
    public MailFiltering(Filter filter, Tracker tracker, BiConsumer<Facts, Verdict> records) {
        this.filter = filter;
        this.tracker = tracker;
        this.records = records;
    }

    /** Filters for the mail's present recipients. */
    public FilterOutcome filter(Mail mail, Reception reception, FilterRequest.Patience patience) {
        List<String> recipients = mail.getRecipients().stream().map(MailAddress::asString).toList();
        FilterOutcome outcome = filter.filter(new FilterRequest(reception.messageId(), reception.receivedAt(), reception.direction(),
            new Envelope(Reception.sender(mail), recipients), reception.client(), new MailContent(mail), patience));
        if (outcome instanceof FilterOutcome.Decided decided) {
            records.accept(decided.facts(), decided.verdict());
            tracker.record(reception.messageId(), EventType.ANALYSED, analysed(decided.facts()));
            decided.verdict().dispositions().forEach(disposition -> tracker.record(reception.messageId(), EventType.RULES_APPLIED,
                Optional.of(disposition.recipient()), applied(disposition, decided.verdict().ruleSetVersion())));
        } else if (outcome instanceof FilterOutcome.TryAgain again) {
            tracker.record(reception.messageId(), EventType.SCAN_DEFERRED, Map.of("reason", again.reason()));
        }
        return outcome;
    }

    static Map<String, String> analysed(Facts facts) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("score", String.format(Locale.ROOT, "%.1f", facts.spam().score()));
        details.put("virus", facts.virus().status().name());
        details.put("size", String.valueOf(facts.size()));
        put(details, "hits", facts.spam().hits().stream().limit(MOST_HITS).map(SpamHit::rule).collect(Collectors.joining(",")));
        put(details, "found", facts.virus().findings().stream().map(VirusFinding::name).distinct().collect(Collectors.joining(",")));
        put(details, "unknown", facts.unknown().stream().map(UnknownCheck::check).collect(Collectors.joining(",")));
        Optional.ofNullable(facts.timingsMicros().get("total")).ifPresent(total -> details.put("micros", total.toString()));
        return details;
    }

    private static Map<String, String> applied(Disposition disposition, String ruleSetVersion) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("outcome", outcome(disposition));
        details.put("rule-set", ruleSetVersion);
        put(details, "rules", String.join(",", disposition.rules()));
        put(details, "actions", disposition.actions().stream().map(MailFiltering::named).collect(Collectors.joining(",")));
        return details;
    }

    private static String outcome(Disposition disposition) {
        return disposition.delivers() ? "deliver" : disposition.outcomeName();
    }

    private static String named(Action action) {
        return action instanceof Action.Redirect redirect ? "redirect " + redirect.to()
            : action instanceof Action.AddRecipient added ? "add-recipient " + added.to() : ActionNames.of(action);
    }

    private static void put(Map<String, String> details, String name, String value) {
        if (!value.isEmpty()) {
            details.put(name, value);
        }
    }
}
