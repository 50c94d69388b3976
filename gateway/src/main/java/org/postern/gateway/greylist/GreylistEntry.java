// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.greylist;

import java.time.Instant;

/**
 * What is known of a triplet.
 *
 * @param firstSeen when its present life began
 * @param expiresAt when it is forgotten, exclusive
 * @param passed    whether an attempt has passed since {@code firstSeen}
 */
public record GreylistEntry(Instant firstSeen, Instant expiresAt, boolean passed) {
}
