// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

/**
 * How a decision to release an item ended.
 */
public enum ReleaseOutcome {
    /** This call released it. */
    RELEASED,
    /** Someone else has released it, or is at it. */
    ALREADY_RELEASED,
    /** It was deleted before. */
    DELETED,
    /** It never existed, or it has expired. */
    NOT_FOUND,
    /** A virus was found in it just now; it waits as before. */
    VIRUS_FOUND,
    /** It could not be scanned for viruses now; it waits as before. */
    NOT_SCANNED
}
