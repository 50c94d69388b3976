// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.recipient;

import java.time.Instant;

/**
 * What the server behind has said of a recipient, for as long as it is believed.
 *
 * @param exists whether it has the recipient
 * @param until  when it is asked again
 */
public record RememberedRecipient(String recipient, boolean exists, Instant until) {
}
