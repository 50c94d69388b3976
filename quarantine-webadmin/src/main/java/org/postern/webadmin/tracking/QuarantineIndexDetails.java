// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.tracking;

import java.time.Instant;

import org.apache.james.task.TaskExecutionDetails;

/**
 * How far a rebuild of the index of the quarantine has come.
 *
 * @param state times are those at which messages were put into quarantine
 */
record QuarantineIndexDetails(IndexRebuildDetails state) implements TaskExecutionDetails.AdditionalInformation {

    @Override
    public Instant timestamp() {
        return state.timestamp();
    }
}
