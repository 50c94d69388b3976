// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dmarcreport;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import org.postern.analysis.facts.PublishedPolicy;

/** Keeps in this process alone what was counted, for servers without a database and for tests. */
public final class InMemoryDmarcReportStore implements DmarcReportStore {
    private static final int DAYS = 8;

    private final Clock clock;
    private final Map<LocalDate, Map<String, Domain>> days = new HashMap<>();

    private record Key(UUID counter, ReportedMail mail) {
    }

    private static final class Domain {
        private PublishedPolicy policy = PublishedPolicy.none();
        private final Map<Key, Long> counts = new LinkedHashMap<>();
    }

    public InMemoryDmarcReportStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void save(LocalDate day, PublishedPolicy policy) {
        domain(day, policy.domain()).policy = policy;
    }

    @Override
    public synchronized void save(LocalDate day, String domain, UUID counter, ReportedMail mail, long count) {
        domain(day, domain).counts.put(new Key(counter, mail), count);
    }

    @Override
    public synchronized List<PublishedPolicy> policies(LocalDate day, int most) {
        return days.getOrDefault(day, Map.of()).values().stream().map(domain -> domain.policy)
            .filter(policy -> !policy.domain().isEmpty()).limit(most).toList();
    }

    @Override
    public synchronized Optional<PublishedPolicy> policy(LocalDate day, String domain) {
        return Optional.ofNullable(days.getOrDefault(day, Map.of()).get(domain)).map(known -> known.policy)
            .filter(policy -> !policy.domain().isEmpty());
    }

    @Override
    public synchronized Map<ReportedMail, Long> counted(LocalDate day, String domain, int most) {
        Map<ReportedMail, Long> sums = new LinkedHashMap<>();
        Domain known = days.getOrDefault(day, Map.of()).get(domain);
        if (known != null) {
            known.counts.forEach((key, count) -> {
                if (sums.size() < most || sums.containsKey(key.mail())) {
                    sums.merge(key.mail(), count, Long::sum);
                }
            });
        }
        return sums;
    }

    private Domain domain(LocalDate day, String name) {
        LocalDate oldest = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS);
        days.keySet().removeIf(each -> each.isBefore(oldest));
        return days.computeIfAbsent(day, any -> new TreeMap<>()).computeIfAbsent(name, any -> new Domain());
    }
}
