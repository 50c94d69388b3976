// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.reputation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Remembers senders until this server stops, those of which it heard least recently forgotten first. */
public final class InMemorySenderHistoryStore implements SenderHistoryStore {
    private static final int MOST_KEYS = 100_000;

    private record Kept(Remembered entry, Instant until) {
    }

    private final Map<String, SortedMap<String, Kept>> keys = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SortedMap<String, Kept>> eldest) {
            return size() > MOST_KEYS;
        }
    };

    @Override
    public synchronized List<Remembered> find(Set<String> wanted, Instant now) {
        List<Remembered> found = new ArrayList<>();
        wanted.forEach(key -> found.addAll(all(key, MOST_OF_A_KEY, now)));
        return found;
    }

    @Override
    public synchronized List<Remembered> all(String key, int most, Instant now) {
        return keys.getOrDefault(key, new TreeMap<>()).values().stream().filter(kept -> kept.until().isAfter(now)).limit(most)
            .map(Kept::entry).toList();
    }

    @Override
    public synchronized void save(Remembered entry, Duration lifetime) {
        keys.computeIfAbsent(entry.key(), any -> new TreeMap<>()).put(entry.detail(), new Kept(entry, entry.at().plus(lifetime)));
    }
}
