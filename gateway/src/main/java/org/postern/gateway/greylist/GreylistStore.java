// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.greylist;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.postern.gateway.StorageUnavailableException;

/**
 * Keeps greylist triplets until they expire. Every method throws {@link StorageUnavailableException} when the store cannot be asked.
 * Without locks: of two nodes that write the same triplet at once the earlier {@code firstSeen} must win.
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

    /**
     * The same, perhaps not at once but within a moment, so that the client need not wait for it: for what the next attempt makes up for
     * when it is lost. Throws as long as the store takes no writes.
     */
    default void saveSoon(GreylistTriplet triplet, GreylistEntry entry, Instant now) {
        save(triplet, entry, now);
    }

    /**
     * Triplets that have not passed and not expired, the latest first.
     *
     * @param since only those first met after this
     * @param most  most of them, more than zero
     */
    List<WaitingTriplet> waiting(Instant since, Instant now, int most);
}
