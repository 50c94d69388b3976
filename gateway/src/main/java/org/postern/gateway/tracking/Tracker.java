// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking;

import java.util.Map;
import java.util.Optional;

/**
 * Takes events from the mail path without making it wait: recording never blocks on storage and never fails a message.
 */
public interface Tracker {

    /** Records an event that happened now on this node. */
    void record(String messageId, EventType type, Optional<String> recipient, Map<String, String> details);

    /** Records an event that concerns all recipients. */
    default void record(String messageId, EventType type, Map<String, String> details) {
        record(messageId, type, Optional.empty(), details);
    }
}
