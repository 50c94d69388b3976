// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rules;

import java.time.Instant;
import java.util.Map;

/** Where counts of hits are kept. Throws {@link org.postern.gateway.StorageUnavailableException} when it cannot be asked. */
public interface RuleHitStore {

    /**
     * What a count is of.
     *
     * @param hour its beginning
     * @param rule name of the rule
     */
    record Key(Instant hour, String rule) {
    }

    /** Adds to the counts. */
    void add(Map<Key, Long> hits);

    /** All counts of hours that begin from one time on, and before another; at most 366 days. */
    Map<Key, Long> read(Instant from, Instant to);
}
