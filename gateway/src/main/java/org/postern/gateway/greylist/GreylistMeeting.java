// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.greylist;

import java.time.Instant;
import java.util.Optional;

/**
 * An attempt and what is remembered of it. Most are of triplets that have passed: they are decided with the answer of the store alone,
 * without a thread that waits for more.
 *
 * @param triplet empty when there is nothing to remember
 * @param entry   what the store has of it
 * @param passes  whether the attempt passes and nothing is to be written
 */
public record GreylistMeeting(String clientAddress, String envelopeSender, Optional<GreylistTriplet> triplet,
                              Optional<GreylistEntry> entry, Instant at, boolean passes) {

    static GreylistMeeting passing() {
        return new GreylistMeeting("", "", Optional.empty(), Optional.empty(), Instant.EPOCH, true);
    }
}
