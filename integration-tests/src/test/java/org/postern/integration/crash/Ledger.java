// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.crash;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Every message that the gateway has answered 250 for, by the id it gave: what it has taken over responsibility for.
 */
final class Ledger {
    private final Map<String, Kind> accepted = new ConcurrentHashMap<>();
    private final LongAdder attempts = new LongAdder();
    private final LongAdder notAccepted = new LongAdder();

    void accepted(String id, Kind kind) {
        if (accepted.put(id, kind) != null) {
            throw new IllegalStateException("the id " + id + " was given twice");
        }
        attempts.increment();
    }

    void notAccepted() {
        attempts.increment();
        notAccepted.increment();
    }

    Map<String, Kind> accepted() {
        return Map.copyOf(accepted);
    }

    long count(Kind kind) {
        return accepted.values().stream().filter(kind::equals).count();
    }

    @Override
    public String toString() {
        return attempts.sum() + " attempts, " + accepted.size() + " accepted (" + count(Kind.CLEAN) + " clean, " + count(Kind.SPAM)
            + " spam, " + count(Kind.VIRUS) + " viruses), " + notAccepted.sum() + " deferred or broken off";
    }
}
