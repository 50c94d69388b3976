// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dnslist;

import java.time.Instant;

/**
 * A DNS list that is not asked for a time.
 *
 * @param zone   name of the list, lower case
 * @param until  when it is asked again
 * @param reason why, for people
 */
public record ListPause(String zone, Instant until, String reason) {
}
