// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.search;

import java.util.Map;
import java.util.Optional;

import org.postern.gateway.tracking.EventType;

/**
 * How far a message has come for one of its recipients.
 */
public enum TrackStatus {
    REFUSED,
    GREYLISTED,
    /** Received; what becomes of it is not yet known. */
    RECEIVED,
    /** Waits because a check could not be finished. */
    WAITING,
    /** The rules let it pass. */
    ACCEPTED,
    BLOCKED,
    QUARANTINED,
    RELEASED,
    DELETED,
    QUEUED,
    DELIVERED,
    DEFERRED,
    BOUNCED;

    private static final Map<EventType, TrackStatus> AFTER = Map.ofEntries(
        Map.entry(EventType.REFUSED, REFUSED), Map.entry(EventType.GREYLISTED, GREYLISTED), Map.entry(EventType.RECEIVED, RECEIVED),
        Map.entry(EventType.SCAN_DEFERRED, WAITING), Map.entry(EventType.RULES_APPLIED, ACCEPTED), Map.entry(EventType.BLOCKED, BLOCKED),
        Map.entry(EventType.QUARANTINED, QUARANTINED), Map.entry(EventType.RELEASED, RELEASED), Map.entry(EventType.DELETED, DELETED),
        Map.entry(EventType.QUEUED, QUEUED), Map.entry(EventType.DELIVERED, DELIVERED), Map.entry(EventType.DEFERRED, DEFERRED),
        Map.entry(EventType.BOUNCED, BOUNCED));

    /** The status after such an event; empty when it changes none. */
    static Optional<TrackStatus> after(EventType type) {
        return Optional.ofNullable(AFTER.get(type));
    }

    /** The event by which all messages of this status can be found; empty for those that most messages have had. */
    Optional<EventType> rareEvent() {
        return switch (this) {
            case REFUSED -> Optional.of(EventType.REFUSED);
            case GREYLISTED -> Optional.of(EventType.GREYLISTED);
            case WAITING -> Optional.of(EventType.SCAN_DEFERRED);
            case BLOCKED -> Optional.of(EventType.BLOCKED);
            case QUARANTINED -> Optional.of(EventType.QUARANTINED);
            case RELEASED -> Optional.of(EventType.RELEASED);
            case DELETED -> Optional.of(EventType.DELETED);
            case DEFERRED -> Optional.of(EventType.DEFERRED);
            case BOUNCED -> Optional.of(EventType.BOUNCED);
            case RECEIVED, ACCEPTED, QUEUED, DELIVERED -> Optional.empty();
        };
    }
}
