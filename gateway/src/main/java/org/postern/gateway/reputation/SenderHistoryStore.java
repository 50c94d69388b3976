// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.reputation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Keeps what is remembered of senders. The last write of an entry counts: two nodes that count a message at the same moment lose one of
 * the two, which a reputation can bear and locks on the way of every message cannot.
 */
public interface SenderHistoryStore {
    /** Most entries that {@link #find} tells of one key. */
    int MOST_OF_A_KEY = 8;

    /**
     * What is remembered under these keys, at most {@link #MOST_OF_A_KEY} entries each, in one read.
     *
     * @throws org.postern.gateway.StorageUnavailableException when nobody can tell
     */
    List<Remembered> find(Set<String> keys, Instant now);

    /**
     * Entries of one key in the order of their details.
     *
     * @param most how many at most
     */
    List<Remembered> all(String key, int most, Instant now);

    /**
     * Writes an entry in place of an earlier one with its key and detail.
     *
     * @param lifetime after its time it is forgotten, 1 s or more
     */
    void save(Remembered entry, Duration lifetime);
}
