// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import java.time.Instant;
import java.util.Comparator;

/**
 * Where an item stands in every list: by time and, within a millisecond, by id.
 *
 * @param quarantinedAt whole milliseconds
 * @param id            the item
 */
public record ListPosition(Instant quarantinedAt, ItemId id) {
    /** The order of all lists. */
    public static final Comparator<ListPosition> NEWEST_FIRST = Comparator.comparing(ListPosition::quarantinedAt)
        .thenComparing(position -> position.id().value())
        .reversed();

    /** Where an item stands. */
    public static ListPosition of(QuarantineItem item) {
        return new ListPosition(item.quarantinedAt(), item.id());
    }
}
