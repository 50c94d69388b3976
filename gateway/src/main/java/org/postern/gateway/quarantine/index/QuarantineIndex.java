// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine.index;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ListPosition;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantineQuery;

/**
 * Finds items that wait in quarantine by what is asked of them. It is made from the store and can be made anew from it: it is asked only
 * which items may be meant, and what is shown, and to whom, is decided on what the store says. Everything throws
 * {@link org.postern.gateway.StorageUnavailableException} when it is away.
 */
public interface QuarantineIndex {
    /** Characters of the shortest part of a sender, subject or rule that it can look for. */
    int SHORTEST_PART = 3;
    /** Most positions that it gives at once. */
    int MAXIMUM_LIMIT = 5000;

    /**
     * Positions of items that may be on a list, the newest first; of those that the index has been given none that is on it is left out.
     *
     * @param query its cursor and limit do not matter
     * @param after only positions that follow this one
     * @param limit most positions, 1 to {@link #MAXIMUM_LIMIT}
     */
    List<ListPosition> find(QuarantineQuery query, Optional<ListPosition> after, int limit);

    /**
     * Writes what is known of items in the place of what was known of them.
     *
     * @return how many cannot be written as they are, and never will
     */
    int put(Collection<QuarantineItem> items);

    /** Forgets items; unknown ones are no error. Returns how many were known. */
    int remove(Collection<ItemId> ids);

    /** Forgets all items that expired before a moment. */
    void removeExpired(Instant before);
}
