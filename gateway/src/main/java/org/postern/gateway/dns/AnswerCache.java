// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dns;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Remembers answers for as long as their records live, the least recently asked being forgotten first. */
final class AnswerCache {
    private static final Duration LONGEST = Duration.ofDays(1);

    private record Kept(DnsAnswer answer, long end) {
    }

    private final LongSupplier nanos;
    private final Map<DnsQuestion, Kept> kept;

    AnswerCache(int most, LongSupplier nanos) {
        this.nanos = nanos;
        this.kept = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<DnsQuestion, Kept> eldest) {
                return size() > most;
            }
        };
    }

    synchronized Optional<DnsAnswer> get(DnsQuestion question) {
        Kept known = kept.get(question);
        if (known == null) {
            return Optional.empty();
        }
        if (nanos.getAsLong() - known.end() >= 0) {
            kept.remove(question);
            return Optional.empty();
        }
        return Optional.of(known.answer());
    }

    synchronized void put(DnsQuestion question, DnsAnswer answer, Duration lifetime) {
        Duration bounded = lifetime.compareTo(LONGEST) > 0 ? LONGEST : lifetime;
        if (bounded.isNegative() || bounded.isZero()) {
            return;
        }
        kept.put(question, new Kept(answer, nanos.getAsLong() + bounded.toNanos()));
    }
}
