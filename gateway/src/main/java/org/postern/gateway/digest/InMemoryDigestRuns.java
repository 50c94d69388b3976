// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.digest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Keeps in this process alone which reports were sent, for servers without a database and for tests. */
public final class InMemoryDigestRuns implements DigestRuns {
    private static final Duration TAKEN = Duration.ofMinutes(10);
    private static final Duration SETTLED = Duration.ofDays(3);

    private final Clock clock;
    private final Map<Key, Run> runs = new HashMap<>();

    private record Key(String owner, Instant due) {
    }

    private record Run(UUID token, boolean settled, Instant until) {
    }

    public InMemoryDigestRuns(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Taking take(String owner, Instant due, UUID token) {
        Instant now = clock.instant();
        runs.values().removeIf(run -> !run.until().isAfter(now));
        Run run = runs.putIfAbsent(new Key(owner, due), new Run(token, false, now.plus(TAKEN)));
        return run == null ? Taking.TAKEN : run.settled() ? Taking.SETTLED : Taking.BUSY;
    }

    @Override
    public synchronized boolean settle(String owner, Instant due, UUID token) {
        Instant now = clock.instant();
        Run run = runs.get(new Key(owner, due));
        boolean mine = run != null && run.token().equals(token) && run.until().isAfter(now);
        if (mine) {
            runs.put(new Key(owner, due), new Run(token, true, now.plus(SETTLED)));
        }
        return mine;
    }

    @Override
    public synchronized void giveBack(String owner, Instant due, UUID token) {
        runs.computeIfPresent(new Key(owner, due), (key, run) -> run.token().equals(token) ? null : run);
    }
}
