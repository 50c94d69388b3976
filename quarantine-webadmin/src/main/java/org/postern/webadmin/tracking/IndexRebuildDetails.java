// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.tracking;

import java.time.Duration;
import java.time.Instant;

import org.apache.james.task.TaskExecutionDetails;
import org.postern.gateway.index.Rebuild;

/**
 * How far a rebuild of the index has come.
 *
 * @param from      messages received from then on
 * @param to        until then
 * @param progress  so far
 * @param timestamp when this was so
 */
record IndexRebuildDetails(Instant from, Instant to, Rebuild.Progress progress, Instant timestamp)
        implements TaskExecutionDetails.AdditionalInformation {

    /** How much of the time has been gone through, 0 to 100. */
    int percent() {
        long whole = Math.max(1, Duration.between(from, to).toMillis());
        return (int) Math.max(0, Math.min(100, 100 * Duration.between(progress.reached(), to).toMillis() / whole));
    }
}
