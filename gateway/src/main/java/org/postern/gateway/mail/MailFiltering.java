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
import org.apache.james.metrics.api.MetricFactory;
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
import org.postern.gateway.tracking.EventPrivacy;
import org.postern.gateway.tracking.EventType;
import org.postern.gateway.tracking.NameList;
import org.postern.gateway.tracking.Tracker;

/**
 * Filters a mail of the server and tells the timeline what came of it. The DATA hook and the mailet both go this way, so that a message
 * is judged and recorded alike wherever that happens.
 */
public final class MailFiltering {
    private static final int MOST_HITS = 20;
    private static final int LONGEST_HEADER = 512;

    private final Filter filter;
    private final Tracker tracker;
    private final BiConsumer<Facts, Verdict> records;
    private final Optional<MetricFactory> metrics;

    /** Filtering that keeps nothing for the rules' administration. */
    public MailFiltering(Filter filter, Tracker tracker) {
        this(filter, tracker, (facts, verdict) -> { }, Optional.empty());
    }

    /**
     * Filtering.
     *
     * @param records is told every decision
     * @param metrics measure the time that judging takes
     */
    public MailFiltering(Filter filter, Tracker tracker, BiConsumer<Facts, Verdict> records, MetricFactory metrics) {
        this(filter, tracker, records, Optional.of(metrics));
    }

    private MailFiltering(Filter filter, Tracker tracker, BiConsumer<Facts, Verdict> records, Optional<MetricFactory> metrics) {
        this.filter = filter;
        this.tracker = tracker;
        this.records = records;
        this.metrics = metrics;
    }

    /** Filters for the mail's present recipients. */
    public FilterOutcome filter(Mail mail, Reception reception, FilterRequest.Patience patience) {
        List<String> recipients = mail.getRecipients().stream().map(MailAddress::asString).toList();
        FilterRequest request = new FilterRequest(reception.messageId(), reception.receivedAt(), reception.direction(),
            new Envelope(Reception.sender(mail), recipients), reception.client(), new MailContent(mail), patience);
        FilterOutcome outcome = metrics
            .map(timers -> timers.decorateSupplierWithTimerMetric("postern.filter.message", () -> filter.filter(request)))
            .orElseGet(() -> filter.filter(request));
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
        put(details, "found", NameList.join(facts.virus().findings().stream().map(VirusFinding::name).distinct().toList()));
        put(details, "unknown", facts.unknown().stream().map(UnknownCheck::check).collect(Collectors.joining(",")));
        header(facts, "Message-ID").ifPresent(id -> details.put("message-id", id));
        header(facts, "Subject").ifPresent(subject -> details.put(EventPrivacy.SUBJECT, subject));
        details.put("direction", facts.direction().name());
        Optional.ofNullable(facts.timingsMicros().get("total")).ifPresent(total -> details.put("micros", total.toString()));
        return details;
    }

    private static Map<String, String> applied(Disposition disposition, String ruleSetVersion) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("outcome", outcome(disposition));
        details.put("rule-set", ruleSetVersion);
        put(details, "rules", NameList.join(disposition.rules()));
        put(details, "actions", disposition.actions().stream().map(MailFiltering::named).collect(Collectors.joining(",")));
        return details;
    }

    static String outcome(Disposition disposition) {
        return disposition.delivers() ? "deliver" : disposition.outcomeName();
    }

    private static String named(Action action) {
        return action instanceof Action.Redirect redirect ? "redirect " + redirect.to()
            : action instanceof Action.AddRecipient added ? "add-recipient " + added.to() : ActionNames.of(action);
    }

    private static Optional<String> header(Facts facts, String name) {
        return facts.headers().stream().filter(field -> field.name().equalsIgnoreCase(name)).findFirst()
            .map(field -> field.value().replaceAll("\\p{Cntrl}+", " ").strip())
            .filter(value -> !value.isEmpty())
            .map(value -> value.length() > LONGEST_HEADER ? value.substring(0, LONGEST_HEADER) : value);
    }

    private static void put(Map<String, String> details, String name, String value) {
        if (!value.isEmpty()) {
            details.put(name, value);
        }
    }
}
