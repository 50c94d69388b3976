// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One complete copy of a message's content.
 *
 * @param messageId whose content
 * @param copy      tells copies apart; the later made sorts last by its time
 * @param size      bytes of the message
 * @param chunks    number of pieces, 0 for an empty message
 * @param expiresAt when it vanishes by itself
 * @param doomed    somebody is about to remove it, so it must not be relied on for new items
 * @param data      the one piece of a small message, which stands with the copy and not in the table of pieces
 * @param writtenWith by the ids of the items that were written in one mutation with it, when they expire; where one of them is not seen,
 *                  that mutation is still on its way
 */
record StoredCopy(String messageId, UUID copy, long size, int chunks, Instant expiresAt, boolean doomed,
                  Optional<ByteBuffer> data, Map<String, Instant> writtenWith) {

    StoredCopy with(Map<String, Instant> items) {
        return new StoredCopy(messageId, copy, size, chunks, expiresAt, doomed, data, items);
    }

    /** Whether an item is not among those seen though it was written with this copy and has not expired. */
    boolean isAheadOf(Set<String> seen, Instant now) {
        return writtenWith.entrySet().stream().anyMatch(item -> item.getValue().isAfter(now) && !seen.contains(item.getKey()));
    }
}
