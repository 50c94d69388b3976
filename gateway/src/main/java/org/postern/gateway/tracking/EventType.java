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
    DELETED,
    QUEUED,
    DELIVERED,
    DEFERRED,
    BOUNCED,
    NOTIFIED
}
