// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.postern.gateway.tracking.EventType;
import org.postern.gateway.tracking.Tracker;

/** Keeps what is recorded. */
class RecordedEvents implements Tracker {
    final List<Recorded> events = new CopyOnWriteArrayList<>();

    record Recorded(String messageId, EventType type, Optional<String> recipient, Map<String, String> details) {
    }

    @Override
    public void record(String messageId, EventType type, Optional<String> recipient, Map<String, String> details) {
        events.add(new Recorded(messageId, type, recipient, Map.copyOf(details)));
    }

    List<EventType> types() {
        return events.stream().map(Recorded::type).toList();
    }
}
