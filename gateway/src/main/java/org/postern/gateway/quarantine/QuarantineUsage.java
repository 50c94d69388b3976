// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

/**
 * How much of the quarantine belongs to something: a kind, a domain or a recipient. A message for several recipients counts for each.
 *
 * @param name  kind, domain or address
 * @param items items that wait for a decision
 * @param bytes of their messages as received
 */
public record QuarantineUsage(String name, long items, long bytes) {
}
