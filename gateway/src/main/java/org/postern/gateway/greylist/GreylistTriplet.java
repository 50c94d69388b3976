// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.greylist;

/**
 * What greylisting remembers a delivery attempt by, all parts in lower case.
 *
 * @param network   client address masked to its network, in textual form
 * @param sender    normalised envelope sender, empty for the null sender
 * @param recipient envelope recipient
 */
public record GreylistTriplet(String network, String sender, String recipient) {
}
