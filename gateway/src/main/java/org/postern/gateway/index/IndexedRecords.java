// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.index;

import java.time.Instant;
import java.util.Collection;

/**
 * Records of a store that an index is kept up with. The index is only ever given what the store says at that moment, so that it does not
 * matter how often and in which order records are written. Everything throws
 * {@link org.postern.gateway.StorageUnavailableException} when the store or the index is away.
 */
public interface IndexedRecords {
    /** Records written at once. */
    int BATCH = 500;

    /**
     * What became of records.
     *
     * @param written how many the index took
     * @param refused how many it does not take as they are, and never will
     */
    record Outcome(long written, long refused) {
        public Outcome plus(Outcome other) {
            return new Outcome(written + other.written, refused + other.refused);
        }
    }

    /** Has the index know what the store knows now of some records, at most {@link #BATCH}; those that are no more go from it. */
    Outcome write(Collection<String> ids);

    /** The same for all records of one minute. */
    Outcome writeMinute(Instant minute);

    /**
     * Takes out of the index what has ended by itself; called about every hour.
     *
     * @param since when this was done last
     * @param now   until when it is to be done
     * @return minutes whose records have lost something that the index still has, to be written again
     */
    Collection<Instant> sweep(Instant since, Instant now);
}
