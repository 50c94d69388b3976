// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.QuarantineItem;

/**
 * An item as its table holds it.
 *
 * @param item     with its present status
 * @param stored   whether the message's content and the list entries are in place; until then the item is only announced
 * @param decision which decision gave the item its status, empty for an item nobody has decided about
 */
record ItemRow(QuarantineItem item, boolean stored, Optional<UUID> decision) {

    /** Whether anyone may see the item. */
    boolean isVisible(Instant now) {
        return stored && item.expiresAt().isAfter(now);
    }

    /** Whether the content must stay for this item: an announced item counts, for its content may have been written already. */
    boolean needsContent(Instant now) {
        boolean waits = item.status() == ItemStatus.PENDING || item.status() == ItemStatus.RELEASING;
        return waits && item.expiresAt().isAfter(now);
    }
}
