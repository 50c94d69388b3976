// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.client;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts what happened within the last while, for many names at once: exactly for the present stretch of time, and by its share, rounded
 * up, for the one before, so that no burst across a border counts as two small ones or as less than it is. Of too many names the longest
 * unused are forgotten.
 */
public final class MinuteCounts {
    private final long windowMillis;
    private final Clock clock;
    private final Map<String, Counts> names;

    private record Counts(long window, long before, long now) {
    }

    /**
     * @param window what counts as the last while
     * @param most   names that are kept
     */
    public MinuteCounts(Duration window, int most, Clock clock) {
        this.windowMillis = window.toMillis();
        this.clock = clock;
        this.names = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Counts> eldest) {
                return size() > most;
            }
        };
    }

    /** Counts so many more and returns the sum within the last while, these included. */
    public synchronized long add(String name, long count) {
        long millis = clock.millis();
        Counts counts = current(name, millis / windowMillis);
        Counts more = new Counts(counts.window(), counts.before(), counts.now() + count);
        names.put(name, more);
        return sum(more, millis);
    }

    /** The sum within the last while. */
    public synchronized long of(String name) {
        if (!names.containsKey(name)) {
            return 0;
        }
        long millis = clock.millis();
        return sum(current(name, millis / windowMillis), millis);
    }

    private Counts current(String name, long window) {
        Counts counts = names.get(name);
        if (counts == null || counts.window() < window - 1) {
            return new Counts(window, 0, 0);
        }
        return counts.window() == window ? counts : new Counts(window, counts.now(), 0);
    }

    private long sum(Counts counts, long millis) {
        long left = windowMillis - millis % windowMillis;
        return counts.now() + (counts.before() * left + windowMillis - 1) / windowMillis;
    }
}
