// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.tracking;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A moment in two columns, because Cassandra's timestamps end at the millisecond and several events fall into one.
 *
 * @param millis whole milliseconds
 * @param nanos  the rest, 0 to 999999
 */
record StoredTime(Instant millis, int nanos) {

    static StoredTime of(Instant time) {
        Instant millis = time.truncatedTo(ChronoUnit.MILLIS);
        return new StoredTime(millis, (int) ChronoUnit.NANOS.between(millis, time));
    }

    Instant instant() {
        return millis.plusNanos(nanos);
    }
}
