// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.tracking;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What has been written lately and need not be written again; a bounded memory that forgets the least recently used, and everything after a
 * while, because another node may have taken away what was written.
 *
 * @param <K> what is remembered
 */
final class RecentKeys<K> {
    private static final long KEPT = Duration.ofMinutes(2).toNanos();

    private final Map<K, Long> keys;

    /**
     * An empty memory.
     *
     * @param most keys that are remembered, at least 1
     */
    RecentKeys(int most) {
        this.keys = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Long> eldest) {
                return size() > most;
            }
        };
    }

    synchronized boolean has(K key) {
        Long written = keys.get(key);
        return written != null && System.nanoTime() - written < KEPT;
    }

    synchronized void add(K key) {
        keys.put(key, System.nanoTime());
    }

    synchronized void removeIf(Predicate<K> unwanted) {
        keys.keySet().removeIf(unwanted);
    }
}
