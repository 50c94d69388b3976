// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking;

/**
 * The steps of a message's life that are recorded.
 */
public enum EventType {
    RECEIVED,
    REFUSED,
    GREYLISTED,
    ANALYSED,
    /** A second spam engine has scored the message, for comparison only. */
    COMPARED,
    /** A virus engine did not finish and the message waits for another try. */
    SCAN_DEFERRED,
    RULES_APPLIED,
    QUARANTINED,
    BLOCKED,
    RELEASED,
    /** The recipient asks for a release that somebody else must decide on. */
    RELEASE_REQUESTED,
    /** A release was refused because of what virus engines said. */
    RELEASE_REFUSED,
    /** Somebody has said that the message is spam, or that it is not. */
    REPORTED,
    /** Its sender was put on its recipient's own welcomelist or blocklist. */
    SENDER_LISTED,
    DELETED,
    QUEUED,
    DELIVERED,
    DEFERRED,
    BOUNCED,
    NOTIFIED,
    /** What was known of one person has been taken out of the message's events. */
    ERASED
}
