// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.postern.gateway.StorageUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what senders send within a stretch of time, on all nodes together. Counting is done in memory; what other nodes counted is
 * as old as the last {@link #exchange}. While the store is away every node counts for itself. The sum of the stretch before counts by
 * the share of it that is not yet over a whole stretch ago, so that no limit can be had twice across a border.
 */
public final class SharedRate {
    private static final Logger LOGGER = LoggerFactory.getLogger(SharedRate.class);
    private static final int MOST = 100_000;

    private final String node;
    private final Duration window;
    private final RateStore store;
    private final Clock clock;
    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > MOST;
        }
    };

    private static final class Count {
        private long begin;
        private long own;
        private long others;
        private long before;
        private boolean changed;
        private boolean beforeKnown;
    }

    /** @param node this node's name, which no other has */
    public SharedRate(String node, Duration window, RateStore store, Clock clock) {
        this.node = node;
        this.window = window;
        this.store = store;
        this.clock = clock;
    }

    /** Counts so many more for a name; returns the sum within the last stretch of time, these included. */
    public synchronized long add(String name, long amount) {
        Count count = current(name);
        count.own += amount;
        count.changed = true;
        return sum(count);
    }

    /** The sum within the last stretch of time, as far as this node knows. */
    public synchronized long of(String name) {
        return counts.containsKey(name) ? sum(current(name)) : 0;
    }

    /** Forgets a name's sums on this node, so that a sender who was let go again does not fall at once. */
    public synchronized void forget(String name) {
        counts.remove(name);
    }

    /** Tells the others what was counted here, and learns what they counted. Called every few seconds, beside the mail. */
    public void exchange() {
        List<RateStore.Sum> sums = new ArrayList<>();
        Map<String, Instant> windows = new HashMap<>();
        synchronized (this) {
            counts.forEach((name, count) -> {
                Instant begin = Instant.ofEpochMilli(count.begin);
                windows.put(name, begin);
                if (count.changed) {
                    sums.add(new RateStore.Sum(key(name), begin, count.own));
                    count.changed = false;
                }
            });
            windows.keySet().removeIf(name -> counts.get(name).begin + 2 * window.toMillis() < clock.millis());
        }
        try {
            store.save(node, sums, window.multipliedBy(2).plusMinutes(1));
            windows.forEach(this::learn);
        } catch (StorageUnavailableException e) {
            LOGGER.warn("Sums of senders cannot be shared now: {}", e.getMessage());
        }
    }

    private void learn(String name, Instant begin) {
        long others = sumOfOthers(store.find(key(name), begin));
        boolean needsBefore;
        synchronized (this) {
            Count count = counts.get(name);
            needsBefore = count != null && !count.beforeKnown;
        }
        long before = needsBefore ? store.find(key(name), begin.minus(window)).values().stream().mapToLong(Long::longValue).sum() : 0;
        synchronized (this) {
            Count count = counts.get(name);
            if (count != null && count.begin == begin.toEpochMilli()) {
                count.others = others;
                if (needsBefore) {
                    count.before = Math.max(count.before, before);
                    count.beforeKnown = true;
                }
            }
        }
    }

    private long sumOfOthers(Map<String, Long> sums) {
        return sums.entrySet().stream().filter(entry -> !entry.getKey().equals(node)).mapToLong(Map.Entry::getValue).sum();
    }

    private Count current(String name) {
        long begin = clock.millis() / window.toMillis() * window.toMillis();
        Count count = counts.computeIfAbsent(name, each -> new Count());
        if (count.begin != begin) {
            count.beforeKnown = count.begin == begin - window.toMillis();
            count.before = count.beforeKnown ? count.own + count.others : 0;
            count.begin = begin;
            count.own = 0;
            count.others = 0;
        }
        return count;
    }

    private long sum(Count count) {
        long left = count.begin + window.toMillis() - clock.millis();
        return count.own + count.others + count.before * Math.max(0, left) / window.toMillis();
    }

    private String key(String name) {
        return window.toSeconds() + ":" + name;
    }
}
