// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

/**
 * Life of a quarantine item. Every way out starts from {@link #PENDING} and is taken by one winner only.
 */
public enum ItemStatus {
    /** In quarantine, waiting for someone to decide. */
    PENDING,
    /** Someone has decided to release it; the message is being handed to the queue. Taken up again after a crash. */
    RELEASING,
    /** Handed to the queue for its recipient. */
    RELEASED,
    /** Removed by a decision. */
    DELETED
}
