// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

/**
 * How a decision to delete an item ended.
 */
public enum DeleteOutcome {
    /** This call deleted it. */
    DELETED,
    /** It was deleted before. */
    ALREADY_DELETED,
    /** It was released before, or is being released. */
    ALREADY_RELEASED,
    /** It never existed, or it has expired. */
    NOT_FOUND
}
