// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dmarcreport;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.PublishedPolicy;
import org.postern.analysis.rules.Verdict;
import org.postern.gateway.StorageUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts for domain owners what came in their name. It counts in memory, so that a message costs nothing, and its sums are written now
 * and then; what a crash takes is what came since. The memory is bounded: strangers choose the domains, and much of the rest.
 */
public final class DmarcCounts implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(DmarcCounts.class);
    private static final int MOST_DOMAINS = 5_000;
    private static final int MOST_OF_A_DOMAIN = 2_000;
    private static final int MOST = 50_000;

    private final DmarcReportStore store;
    private final Clock clock;
    private final Metric leftOut;
    private final UUID counter = UUID.randomUUID();
    private final Map<LocalDate, Day> days = new HashMap<>();

    private static final class Day {
        private final Map<String, Domain> domains = new HashMap<>();
        private int kinds;
    }

    private static final class Domain {
        private PublishedPolicy policy = PublishedPolicy.none();
        private boolean policyChanged;
        private final Map<ReportedMail, Long> counts = new HashMap<>();
        private final Set<ReportedMail> changed = new HashSet<>();
    }

    private record Writing(LocalDate day, Domain domain, PublishedPolicy policy, boolean policyChanged, Map<ReportedMail, Long> counts) {
    }

    public DmarcCounts(DmarcReportStore store, Clock clock, MetricFactory metrics) {
        this.store = store;
        this.clock = clock;
        this.leftOut = metrics.generate("postern.dmarc.left-out");
    }

    /** Counts a message, if a domain owner wants to know of it; returns at once. */
    public void add(Facts facts, Verdict verdict) {
        ReportedMail.of(facts, verdict).ifPresent(mail -> add(facts.authentication().dmarc().published(), mail));
    }

    private synchronized void add(PublishedPolicy policy, ReportedMail mail) {
        Day day = days.computeIfAbsent(today(), any -> new Day());
        Domain domain = day.domains.get(policy.domain());
        if (domain == null) {
            if (day.domains.size() >= MOST_DOMAINS) {
                leftOut.increment();
                return;
            }
            domain = new Domain();
            day.domains.put(policy.domain(), domain);
        }
        if (!domain.policy.equals(policy)) {
            domain.policy = policy;
            domain.policyChanged = true;
        }
        ReportedMail kind = mail;
        if (!domain.counts.containsKey(mail)) {
            if (domain.counts.size() >= MOST_OF_A_DOMAIN || day.kinds >= MOST) {
                leftOut.increment();
                kind = ReportedMail.leftOut();
            } else {
                day.kinds++;
            }
        }
        domain.counts.merge(kind, 1L, Long::sum);
        domain.changed.add(kind);
    }

    /** Writes the sums that have changed; what cannot be written now is tried again the next time. Logs failures. */
    public void write() {
        List<Writing> due = due();
        for (int i = 0; i < due.size(); i++) {
            Writing each = due.get(i);
            try {
                if (each.policyChanged()) {
                    store.save(each.day(), each.policy());
                }
                each.counts().forEach((mail, count) -> store.save(each.day(), each.policy().domain(), counter, mail, count));
            } catch (StorageUnavailableException e) {
                LOGGER.warn("What was counted for reports to domain owners cannot be kept now: {}", e.getMessage());
                putBack(due.subList(i, due.size()));
                return;
            }
        }
    }

    @Override
    public void close() {
        write();
    }

    private synchronized List<Writing> due() {
        LocalDate oldest = today().minusDays(1);
        List<Writing> due = new ArrayList<>();
        days.forEach((date, day) -> day.domains.values().stream().filter(domain -> domain.policyChanged || !domain.changed.isEmpty())
            .forEach(domain -> {
                Map<ReportedMail, Long> counts = new HashMap<>();
                domain.changed.forEach(mail -> counts.put(mail, domain.counts.get(mail)));
                due.add(new Writing(date, domain, domain.policy, domain.policyChanged, counts));
                domain.policyChanged = false;
                domain.changed.clear();
            }));
        days.keySet().removeIf(date -> date.isBefore(oldest));
        return due;
    }

    private synchronized void putBack(List<Writing> unwritten) {
        unwritten.forEach(each -> {
            each.domain().policyChanged |= each.policyChanged();
            each.domain().changed.addAll(each.counts().keySet());
        });
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
