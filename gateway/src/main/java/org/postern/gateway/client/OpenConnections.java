// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.client;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the connections that are open now, in all and for each client network. A network without connections takes no memory.
 */
final class OpenConnections {
    private final ConcurrentHashMap<String, Integer> networks = new ConcurrentHashMap<>();
    private final AtomicInteger all = new AtomicInteger();

    /** Counts one more, and tells how many the network has now. */
    int open(String network) {
        all.incrementAndGet();
        return networks.merge(network, 1, Integer::sum);
    }

    void close(String network) {
        all.decrementAndGet();
        networks.computeIfPresent(network, (key, count) -> count > 1 ? count - 1 : null);
    }

    int all() {
        return all.get();
    }

    int of(String network) {
        return networks.getOrDefault(network, 0);
    }
}
