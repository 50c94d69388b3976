// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Where nodes tell each other how much was sent. Each node writes its own sums only, over and over, so that nothing needs a lock and
 * nothing is counted twice. Throws {@link org.postern.gateway.StorageUnavailableException} when it is away.
 */
public interface RateStore {

    /**
     * What a node has counted.
     *
     * @param name   who sends
     * @param window beginning of the stretch of time
     * @param amount sum of this node within it so far
     */
    record Sum(String name, Instant window, long amount) {
    }

    /** Puts a node's sums in the place of its earlier ones; they are forgotten after a while. */
    void save(String node, List<Sum> sums, Duration lifetime);

    /** Sums of all nodes for one name and stretch of time, by node. */
    Map<String, Long> find(String name, Instant window);
}
