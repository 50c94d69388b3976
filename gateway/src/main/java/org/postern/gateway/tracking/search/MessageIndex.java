// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.search;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.postern.gateway.tracking.Event;

/**
 * Finds messages by everything that may be asked of them. It is made from the events and can be made anew from them: it is asked only which
 * messages may be meant, and what is shown of them is read from the events. Everything throws
 * {@link org.postern.gateway.StorageUnavailableException} when it is away.
 */
public interface MessageIndex {

    /**
     * Ids of messages that may fit, the newest first; none that fits is left out.
     *
     * @param below only ids that sort before this one
     * @param limit most ids, 1 to 5000
     */
    List<String> ids(MessageQuery query, Optional<String> below, int limit);

    /**
     * Writes what timelines say in the place of what was known of their messages, unless more is known already.
     *
     * @return how many cannot be written as they are, and never will
     */
    int put(Collection<List<Event>> timelines);

    /** Forgets messages; unknown ones are no error. Returns how many were known, as far as this is known. */
    int remove(Collection<String> messageIds);

    /** Forgets the messages of all times that end before a moment, as far as this costs little. */
    void removeBefore(Instant limit);

    /** What is wrong with the index, for people; empty when it answers and has all it needs. Never throws. */
    Optional<String> problem();
}
