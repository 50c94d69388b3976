// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dns;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Remembers answers for as long as their records live, the least recently asked being forgotten first. Both their number and what they
 * hold are bounded: strangers choose the names that are asked, and one answer can be 64 KiB long.
 */
final class AnswerCache {
    /** Room for one answer on the average; most need a tenth of it. */
    static final int CHARACTERS_EACH = 512;
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int OVERHEAD = 64;

    private final int most;
    private final long mostCharacters;
    private final LongSupplier nanos;
    private final Map<DnsQuestion, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long characters;

    private record Kept(DnsAnswer answer, long end, long characters) {
    }

    /**
     * A cache.
     *
     * @param most answers
     */
    AnswerCache(int most, LongSupplier nanos) {
        this.most = most;
        this.mostCharacters = (long) most * CHARACTERS_EACH;
        this.nanos = nanos;
    }

    synchronized Optional<DnsAnswer> get(DnsQuestion question) {
        Kept known = kept.get(question);
        if (known == null) {
            return Optional.empty();
        }
        if (nanos.getAsLong() - known.end() >= 0) {
            forget(question);
            return Optional.empty();
        }
        return Optional.of(known.answer());
    }

    synchronized void put(DnsQuestion question, DnsAnswer answer, Duration lifetime) {
        Duration bounded = lifetime.compareTo(LONGEST) > 0 ? LONGEST : lifetime;
        if (bounded.isNegative() || bounded.isZero()) {
            return;
        }
        forget(question);
        long size = OVERHEAD + question.name().length() + answer.failure().length()
            + answer.values().stream().mapToLong(value -> OVERHEAD + value.length()).sum();
        kept.put(question, new Kept(answer, nanos.getAsLong() + bounded.toNanos(), size));
        characters += size;
        for (Iterator<Kept> eldest = kept.values().iterator(); kept.size() > most || characters > mostCharacters;) {
            characters -= eldest.next().characters();
            eldest.remove();
        }
    }

    private void forget(DnsQuestion question) {
        Kept known = kept.remove(question);
        if (known != null) {
            characters -= known.characters();
        }
    }
}
