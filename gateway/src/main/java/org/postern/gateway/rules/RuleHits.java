// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rules;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.Verdict;
import org.postern.gateway.StorageUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the messages that each rule has bound, by hour. Counts are gathered in memory and written every few seconds, so that no message
 * waits for them; what a node had not written when it died is lost.
 */
public final class RuleHits {
    private static final Logger LOGGER = LoggerFactory.getLogger(RuleHits.class);
    private final RuleHitStore store;
    private final Clock clock;
    private Map<RuleHitStore.Key, Long> waiting = new HashMap<>();

    public RuleHits(RuleHitStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Counts a message once for each rule that bound any of its recipients. */
    public void count(Verdict verdict) {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        Set<String> rules = new HashSet<>();
        for (Disposition disposition : verdict.dispositions()) {
            rules.addAll(disposition.rules());
        }
        synchronized (this) {
            rules.forEach(rule -> waiting.merge(new RuleHitStore.Key(hour, rule), 1L, Long::sum));
        }
    }

    /** Writes what has been counted; what cannot be written is kept for the next time. */
    public void flush() {
        Map<RuleHitStore.Key, Long> counted;
        synchronized (this) {
            counted = waiting;
            waiting = new HashMap<>();
        }
        if (counted.isEmpty()) {
            return;
        }
        try {
            store.add(counted);
        } catch (StorageUnavailableException e) {
            LOGGER.warn("Hits of rules are written later: {}", e.getMessage());
            synchronized (this) {
                counted.forEach((key, hits) -> waiting.merge(key, hits, Long::sum));
            }
        }
    }
}
