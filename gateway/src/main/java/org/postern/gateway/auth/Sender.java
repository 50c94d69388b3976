// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth;

import java.time.Instant;

/**
 * What the SMTP session told about a message's sender.
 *
 * @param address        IP address of the client
 * @param helo           name given at HELO, empty without one
 * @param envelopeSender as given at MAIL FROM, empty for the null sender
 * @param receivedAt     when it was received
 * @param lot            a number of this message, for policies that hold for a share of mail
 */
public record Sender(String address, String helo, String envelopeSender, Instant receivedAt, int lot) {
}
