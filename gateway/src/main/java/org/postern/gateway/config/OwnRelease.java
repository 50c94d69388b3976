// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

/** What recipients may do about the release of their own quarantined mail; a policy for each kind of mail. */
public enum OwnRelease {
    /** They release it themselves. */
    ALLOWED,
    /** They ask for it, and somebody who manages the quarantine decides. */
    REQUEST,
    /** They neither release it nor ask for it. */
    NEVER
}
