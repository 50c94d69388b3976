// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.greylist;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps triplets in this process alone, for servers without a database and for tests. A restart forgets them all, which costs each
 * known correspondent one delay.
 */
public final class InMemoryGreylistStore implements GreylistStore {
    private static final long SWEEP_SECONDS = 60;

    private final Map<GreylistTriplet, GreylistEntry> entries = new ConcurrentHashMap<>();
    private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Instant.MIN);

    @Override
    public Optional<GreylistEntry> find(GreylistTriplet triplet, Instant now) {
        return Optional.ofNullable(entries.get(triplet)).filter(entry -> entry.expiresAt().isAfter(now));
    }

    @Override
    public void save(GreylistTriplet triplet, GreylistEntry entry, Instant now) {
        sweep(now);
        entries.merge(triplet, entry, (old, fresh) -> old.expiresAt().isAfter(now) ? merged(old, fresh) : fresh);
    }

    @Override
    public List<WaitingTriplet> waiting(Instant since, Instant now, int most) {
        return entries.entrySet().stream()
            .filter(each -> !each.getValue().passed() && each.getValue().expiresAt().isAfter(now)
                && each.getValue().firstSeen().isAfter(since))
            .map(each -> new WaitingTriplet(each.getKey(), each.getValue()))
            .sorted(Comparator.comparing((WaitingTriplet each) -> each.entry().firstSeen()).reversed())
            .limit(most)
            .toList();
    }

    private static GreylistEntry merged(GreylistEntry old, GreylistEntry fresh) {
        Instant firstSeen = old.firstSeen().isBefore(fresh.firstSeen()) ? old.firstSeen() : fresh.firstSeen();
        return new GreylistEntry(firstSeen, fresh.expiresAt(), old.passed() || fresh.passed());
    }

    private void sweep(Instant now) {
        Instant due = nextSweep.get();
        if (!now.isBefore(due) && nextSweep.compareAndSet(due, now.plusSeconds(SWEEP_SECONDS))) {
            entries.values().removeIf(entry -> !entry.expiresAt().isAfter(now));
        }
    }
}
