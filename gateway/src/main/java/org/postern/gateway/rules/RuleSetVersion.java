// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rules;

import java.time.Instant;

/**
 * What is known of a stored rule set without reading it.
 *
 * @param number    1 for the first, without gaps
 * @param createdAt when it was stored
 * @param author    account that stored it
 * @param comment   why, for people
 */
public record RuleSetVersion(long number, Instant createdAt, String author, String comment) {
}
