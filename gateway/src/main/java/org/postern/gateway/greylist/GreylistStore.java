// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.greylist;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.postern.gateway.StorageUnavailableException;

/**
 * Keeps greylist triplets until they expire. A method that waits throws {@link StorageUnavailableException} when the store cannot be asked;
 * a stage fails with it, or with another failure of the store. What follows a stage may run on the threads that serve the store and must
 * not wait for it there. Without locks: of two nodes that write the same triplet at once the earlier {@code firstSeen} must win.
 */
public interface GreylistStore {

    /** The entry of a triplet that has not expired by {@code now}. */
    Optional<GreylistEntry> find(GreylistTriplet triplet, Instant now);

    /** The same without waiting for it; a failure is the stage's, and nothing is thrown. */
    default CompletionStage<Optional<GreylistEntry>> seek(GreylistTriplet triplet, Instant now) {
        try {
            return CompletableFuture.completedFuture(find(triplet, now));
        } catch (StorageUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Remembers the triplet until {@link GreylistEntry#expiresAt()}. */
    void save(GreylistTriplet triplet, GreylistEntry entry, Instant now);

    /** The same without waiting for it: the stage is complete once it is written. A failure is the stage's, and nothing is thrown. */
    default CompletionStage<Void> write(GreylistTriplet triplet, GreylistEntry entry, Instant now) {
        try {
            save(triplet, entry, now);
            return CompletableFuture.completedFuture(null);
        } catch (StorageUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * The same, perhaps not at once but within a moment, so that the client need not wait for it: for what the next attempt makes up for
     * when it is lost. The stage is complete once it need not be waited for, and fails as long as the store takes no writes.
     */
    default CompletionStage<Void> writeSoon(GreylistTriplet triplet, GreylistEntry entry, Instant now) {
        return write(triplet, entry, now);
    }

    /**
     * Triplets that have not passed and not expired, the latest first.
     *
     * @param since only those first met after this
     * @param most  most of them, more than zero
     */
    List<WaitingTriplet> waiting(Instant since, Instant now, int most);
}
