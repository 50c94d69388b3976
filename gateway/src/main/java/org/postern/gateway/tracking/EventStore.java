// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking;

import java.util.List;

/**
 * Where events are kept. Appending the same event twice leaves it once.
 */
public interface EventStore {

    /** Stores the events; throws {@link org.postern.gateway.StorageUnavailableException} when the store is away. */
    void append(List<Event> events);

    /** All events of a message in order of time; empty when the id is not known. */
    List<Event> timeline(String messageId);
}
