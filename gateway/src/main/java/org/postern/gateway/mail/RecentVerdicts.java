// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.mail;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.postern.gateway.filter.FilterOutcome.Decided;

/**
 * The last verdicts this node wrote, with the very text they were written as. A mail usually comes back from the spool within seconds,
 * and reading its text again would cost as much as scoring it. What is not found here, or has another text, is read.
 */
final class RecentVerdicts {
    private static final int CAPACITY = 512;
    private static final int LARGEST_TEXT = 64 * 1024;

    private final Map<String, Written> byMessage = new LinkedHashMap<>(CAPACITY * 2, 0.75f, false) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Written> eldest) {
            return size() > CAPACITY;
        }
    };

    private record Written(String facts, String verdict, Decided decided) {
    }

    synchronized void put(String messageId, String facts, String verdict, Decided decided) {
        if (facts.length() + verdict.length() <= LARGEST_TEXT) {
            byMessage.put(messageId, new Written(facts, verdict, decided));
        }
    }

    /** The verdict, when it was written as exactly this text; it is handed out once, for a mail is read once as a rule. */
    Optional<Decided> get(String messageId, String facts, String verdict) {
        Written written;
        synchronized (this) {
            written = byMessage.remove(messageId);
        }
        return Optional.ofNullable(written)
            .filter(known -> known.facts().equals(facts) && known.verdict().equals(verdict))
            .map(Written::decided);
    }
}
