// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.greylist;

/**
 * A triplet whose client has not come back in time yet.
 *
 * @param triplet what waits
 * @param entry   since when, and until when it may come back
 */
public record WaitingTriplet(GreylistTriplet triplet, GreylistEntry entry) {
}
