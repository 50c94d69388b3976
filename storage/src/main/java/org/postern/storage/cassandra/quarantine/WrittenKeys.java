// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What this node has written not long ago and need not write again, such as that a list holds anything in an hour: so that it costs a
 * write for each hour and not for each message. What is forgotten is written once more, which does no harm.
 */
final class WrittenKeys<K> {
    private static final int REMEMBERED = 100_000;

    private final Map<K, Boolean> written = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Those of the keys that are to be written. */
    synchronized Set<K> missing(Stream<K> keys) {
        return keys.filter(key -> !written.containsKey(key)).collect(Collectors.toSet());
    }

    /** To be called when the keys are safely written. */
    synchronized void add(Set<K> keys) {
        keys.forEach(key -> written.put(key, true));
    }
}
