// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.time.Instant;
import java.util.Comparator;

import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.quarantine.ItemId;

/**
 * One line of a list; the item itself must be looked up to know its status.
 *
 * @param position where it stands
 * @param kind     which quarantine
 * @param decided  whether the item is known to be released or deleted; {@code false} says nothing
 */
record ListEntry(Position position, QuarantineKind kind, boolean decided) {

    /**
     * Where an item stands in every list: by time and, within a millisecond, by id.
     *
     * @param quarantinedAt whole milliseconds
     * @param id            the item
     */
    record Position(Instant quarantinedAt, ItemId id) {
        /** The order of all lists. */
        static final Comparator<Position> NEWEST_FIRST = Comparator.comparing(Position::quarantinedAt)
            .thenComparing(position -> position.id().value())
            .reversed();
    }
}
