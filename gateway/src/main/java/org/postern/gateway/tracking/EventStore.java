// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where events are kept, and the index by which their messages are found. Appending the same event twice leaves it once. Everything
 * throws {@link org.postern.gateway.StorageUnavailableException} when the store is away.
 */
public interface EventStore {

    /** Stores the events, and makes their messages findable by {@link IndexTerm#of}. */
    void append(List<Event> events);

    /** All events of a message in order of time; empty when the id is not known. */
    List<Event> timeline(String messageId);

    /** The timelines of several messages by id; those that are not known are left out. */
    Map<String, List<Event>> timelines(Collection<String> messageIds);

    /**
     * Ids of messages that have the term, the newest first.
     *
     * @param from  first moment of reception
     * @param to    moment after the last one
     * @param below only ids that sort before this one
     * @param limit most ids, at least 1
     */
    List<String> ids(IndexTerm term, Instant from, Instant to, Optional<String> below, int limit);

    /**
     * Takes events of one message away, and the terms by which only these find it. Events that are not there are no error.
     *
     * @param gone  events to take away
     * @param kept  all other events of the message
     * @param terms further terms by which the message is not to be found
     */
    void remove(List<Event> gone, List<Event> kept, List<IndexTerm> terms);

    /** Forgets that a term was ever used. Nothing may be found by it any more. */
    void forget(IndexTerm term);
}
