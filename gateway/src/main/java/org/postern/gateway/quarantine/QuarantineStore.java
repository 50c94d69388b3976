// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.postern.analysis.message.MessageSource;

/**
 * Keeps quarantined messages: the content once per message, and one item per recipient. Every method throws
 * {@link org.postern.gateway.StorageUnavailableException} when the store cannot be asked.
 */
public interface QuarantineStore {
    /** How long recipients are remembered after their mail was put into quarantine, whatever became of it. */
    Duration RECIPIENTS_REMEMBERED = Duration.ofDays(33);

    /**
     * Stores the content and then the items, all of one message. Storing again what is there already changes nothing, whatever has
     * become of the items since.
     */
    void store(MessageSource content, List<QuarantineItem> items);

    /** The item in its present status; empty when it never existed or has expired. */
    Optional<QuarantineItem> find(ItemId id);

    /** Items in their present status, in any order; those that {@link #find(ItemId)} does not find are left out. */
    default List<QuarantineItem> find(Collection<ItemId> ids) {
        return ids.stream().map(this::find).flatMap(Optional::stream).toList();
    }

    /** A page of pending items. Throws IllegalArgumentException for a cursor it did not give. */
    QuarantinePage list(QuarantineQuery query);

    /**
     * Recipients, in lower case, for whom anything was put into quarantine in a span of time; some may be among them for whom that was
     * up to a day before or after it.
     *
     * @param from inclusive, at most {@link #RECIPIENTS_REMEMBERED} ago
     * @param to   exclusive
     */
    Set<String> recipients(Instant from, Instant to);

    /** The message as it was stored; empty when it has expired or all its items are gone. */
    Optional<MessageSource> content(String messageId);

    /**
     * Moves an item from one status to another if it is in the first; of concurrent callers one gets {@code true}. Content that no
     * pending or releasing item needs any more is removed.
     */
    default boolean transition(ItemId id, ItemStatus from, ItemStatus to) {
        return transition(id, from, to, Optional.empty());
    }

    /**
     * The same, and notes where a release sends the message.
     *
     * @param releaseTo an address other than the recipient; empty for none
     */
    boolean transition(ItemId id, ItemStatus from, ItemStatus to, Optional<String> releaseTo);

    /** Notes whether somebody has looked at an item; nothing happens when it is not there. */
    void markSeen(ItemId id, boolean seen);

    /** Notes that the recipient asks for an item's release; nothing happens when it is not there. */
    void markRequested(ItemId id, Instant at);

    /** What waits for a decision, by kind, in any order. It may lag behind by some seconds, and be a little off after a crash. */
    List<QuarantineUsage> usageByKind();

    /** The same by domain of the recipient. */
    List<QuarantineUsage> usageByDomain();

    /** What waits for a decision of one recipient, counted now. */
    QuarantineUsage usageOf(String recipient);

    /** What must be done now and then; to be called about every half minute. */
    void upkeep();

    /** Items that were left in {@link ItemStatus#RELEASING}, to be taken up again after a crash. */
    List<QuarantineItem> releasing();
}
