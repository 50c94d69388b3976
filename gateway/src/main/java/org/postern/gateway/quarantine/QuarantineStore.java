// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import java.util.List;
import java.util.Optional;

import org.postern.analysis.message.MessageSource;

/**
 * Keeps quarantined messages: the content once per message, and one item per recipient. Every method throws
 * {@link org.postern.gateway.StorageUnavailableException} when the store cannot be asked.
 */
public interface QuarantineStore {

    /**
     * Stores the content and then the items, all of one message. Storing again what is there already changes nothing, whatever has
     * become of the items since.
     */
    void store(MessageSource content, List<QuarantineItem> items);

    /** The item in its present status; empty when it never existed or has expired. */
    Optional<QuarantineItem> find(ItemId id);

    /** A page of pending items. Throws IllegalArgumentException for a cursor it did not give. */
    QuarantinePage list(QuarantineQuery query);

    /** The message as it was stored; empty when it has expired or all its items are gone. */
    Optional<MessageSource> content(String messageId);

    /**
     * Moves an item from one status to another if it is in the first; of concurrent callers one gets {@code true}. Content that no
     * pending or releasing item needs any more is removed.
     */
    boolean transition(ItemId id, ItemStatus from, ItemStatus to);

    /** Items that were left in {@link ItemStatus#RELEASING}, to be taken up again after a crash. */
    List<QuarantineItem> releasing();
}
