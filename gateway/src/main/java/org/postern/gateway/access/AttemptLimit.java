// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts failed attempts by key and says when there were too many. What it remembers is bounded: past that, the keys that have been
 * quiet longest are forgotten.
 */
final class AttemptLimit {
    private record Failures(int count, Instant last) {
    }

    private final int most;
    private final Duration window;
    private final int keysKept;
    private final Clock clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>();

    /**
     * @param most     attempts before a key is locked
     * @param window   how long after the last attempt a key is forgotten
     * @param keysKept most keys remembered
     */
    AttemptLimit(int most, Duration window, int keysKept, Clock clock) {
        this.most = most;
        this.window = window;
        this.keysKept = keysKept;
        this.clock = clock;
    }

    /** Counts an attempt beforehand, so that a burst of parallel ones is counted too; the time to wait when there were too many. */
    synchronized Optional<Duration> begin(String key) {
        Instant now = clock.instant();
        forgetOld(now);
        Failures before = failures.getOrDefault(key, new Failures(0, now));
        if (before.count() >= most) {
            return Optional.of(Duration.between(now, before.last().plus(window)));
        }
        failures.remove(key);
        failures.put(key, new Failures(before.count() + 1, now));
        return Optional.empty();
    }

    /** Takes an attempt back that was none: it succeeded, or was not made. */
    synchronized void undo(String key) {
        failures.computeIfPresent(key, (k, f) -> f.count() > 1 ? new Failures(f.count() - 1, f.last()) : null);
    }

    /** Forgets what the key did. */
    synchronized void clear(String key) {
        failures.remove(key);
    }

    private void forgetOld(Instant now) {
        // Oldest first: begin() moves a key to the end whenever it renews its time.
        var oldest = failures.values().iterator();
        while (oldest.hasNext()) {
            boolean tooMany = failures.size() >= keysKept;
            boolean expired = !oldest.next().last().plus(window).isAfter(now);
            if (!tooMany && !expired) {
                return;
            }
            oldest.remove();
        }
    }
}
