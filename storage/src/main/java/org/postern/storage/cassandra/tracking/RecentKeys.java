// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.tracking;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What has been written lately and need not be written again; a bounded memory that forgets the least recently used.
 *
 * @param <K> what is remembered
 */
final class RecentKeys<K> {
    private final Map<K, Boolean> keys;

    /**
     * An empty memory.
     *
     * @param most keys that are remembered, at least 1
     */
    RecentKeys(int most) {
        this.keys = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    synchronized boolean has(K key) {
        return keys.get(key) != null;
    }

    synchronized void add(K key) {
        keys.put(key, Boolean.TRUE);
    }
}
