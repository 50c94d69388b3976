// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rate;

import java.time.Instant;

/**
 * A sender of ours whose mail is not taken until an administrator has looked at it.
 *
 * @param name   user or client address
 * @param since  when it began
 * @param reason why, for people
 */
public record Hold(String name, Instant since, String reason) {
}
